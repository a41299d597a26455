"""What an applicant sees without an account."""


def test_number_and_code_tell_where_a_case_stands(nobody, case):
    answer = nobody.get(f"/status/{case['number']}?code={case['code'].lower()}")

    assert answer.status_code == 200
    assert answer.json["applicant"] == "何**"
    assert answer.json["steps"][0]["department"] == "window"
    assert answer.json["steps"][0]["your_turn"] is False


def test_a_wrong_number_and_a_wrong_code_look_the_same(nobody, case):
    wrong_code = nobody.get(f"/status/{case['number']}?code=AAAA-BBBB-CCCC")
    wrong_number = nobody.get(f"/status/2026-999999-0?code={case['code']}")

    assert wrong_code.status_code == wrong_number.status_code == 404
    assert wrong_code.json["detail"] == wrong_number.json["detail"]


def test_without_a_code_nothing_is_told(nobody, case):
    assert nobody.get(f"/status/{case['number']}").status_code == 422
