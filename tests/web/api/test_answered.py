"""What a deed answers is what is stored."""


def test_who_answers_a_task_is_no_longer_asked_for_it(in_review):
    assert "check_materials" not in [task["step"] for task in in_review["tasks"]]
    assert in_review["tasks"] != []
