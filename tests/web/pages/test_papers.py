"""Papers: drawn, shown to the right people, verified by everybody."""

from sqlalchemy import update

from app.storage.case.papers import Paper, by_number
from tests.web.pages.browsing import Browser, words


def test_a_receipt_is_dated_sealed_and_carries_its_code(party):
    page = party.get(f"/papers/{party.number}-01")

    assert "申请材料接收凭证" in words(page)
    assert "2026年3月2日" in words(page)
    assert 'class="seal"' in page.text
    assert 'src="data:image/svg+xml' in page.text


def test_staff_of_the_case_and_its_party_may_read_a_paper(clerk, party):
    assert clerk.get(f"/papers/{party.number}-01").status_code == 200


def test_others_are_told_there_is_no_such_paper(served, party):
    stranger = Browser(served)
    stranger.hand_in()

    assert stranger.get(f"/papers/{party.number}-01").status_code == 404
    assert Browser(served, "luojun").get(f"/papers/{party.number}-01").status_code == 404


def test_nobody_reads_a_paper_without_signing_in(served, party):
    assert "/signin" in Browser(served).get(f"/papers/{party.number}-01").location


def test_what_departments_send_each_other_is_not_for_the_applicant(clerk, party, decide):
    decide(answers__outcome="accept")

    assert "抄告单" not in words(party.get(f"/status/{party.number}"))
    assert party.get(f"/papers/{party.number}-04").status_code == 404
    assert "抄告单" in words(clerk.get(f"/papers/{party.number}-04"))


def test_the_code_of_a_paper_leads_to_its_verification_which_masks_the_name(served, party):
    digest = paper(served, party).digest

    said = words(Browser(served).get(f"/verify/{party.number}-01?d={digest[:16]}"))

    assert "真实" in said
    assert "何**" in said
    assert "何清荷" not in said


def test_a_number_alone_or_a_wrong_code_tells_nothing(served, party):
    digest = paper(served, party).digest

    for wrong in ("", "?d=0000000000000000", f"?d={digest[:8]}"):
        said = words(Browser(served).get(f"/verify/{party.number}-01{wrong}"))
        assert "何**" not in said
        assert "真实" not in said


def test_an_altered_paper_is_not_genuine(served, party):
    before = paper(served, party)
    with served.extensions["parts"].database.writing() as session:
        altered = before.content | {"applicant": "别人"}
        session.execute(update(Paper).where(Paper.number == before.number).values(content=altered))

    said = words(Browser(served).get(f"/verify/{before.number}?d={before.digest}"))

    assert "真实" not in said


def paper(app, party):
    """The receipt of a party's case."""
    with app.extensions["parts"].database.reading() as session:
        return by_number(session, f"{party.number}-01")


def test_all_papers_of_a_case_are_printed_together_for_who_may_read_them(served, party, decide):
    decide(answers__outcome="accept")
    address = f"/cases/{party.number}/papers"

    own, staff = party.get(address), Browser(served, "zhouwenjing").get(address)

    assert "申请材料接收凭证" in words(own)
    assert "受理通知书" in words(own)
    assert own.text.count('class="sheet"') < staff.text.count('class="sheet"')
    assert Browser(served, "luojun").get(address).status_code == 404
