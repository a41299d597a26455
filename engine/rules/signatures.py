"""Two people sign what decides: one examines, another approves."""

from collections.abc import Collection

from engine.errors import NotAllowed


def check_signer(signer: str, signed: Collection[str], parties: Collection[str] = ()) -> None:
    """Refuse a person who may not sign here.

    :param signer: the id of who wants to sign.
    :param signed: the ids of those who gave the other signature of the same scope.
    :param parties: the ids of those whose case it is.
    :raises NotAllowed: it is the person's own case, or the person gave the other signature.

    Source: facts L5 (two signatures by different people), L15; decision 18 (scope of 审 and 核).

    >>> check_signer("person:2", signed=["person:1"], parties=["person:9"])
    """
    if signer in parties:
        raise NotAllowed("signature.own_case", "Nobody signs in a case of their own.")
    if signer in signed:
        message = "You examined this; another person has to approve it."
        raise NotAllowed("signature.same_person", message)
