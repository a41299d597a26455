"""What is no sound document is told with the rule it breaks."""

from engine.checks.findings import Finding, Rule, Spot
from engine.documents import Unsound

RULES = {
    "file.too_large": Rule(
        "xml.too_large", "", "draw two processes, and keep pictures out of the file"
    ),
    "file.not_utf8": Rule("xml.encoding", "", "save it as UTF-8 and say so in line 1"),
    "file.doctype": Rule("xml.doctype", "", "delete the declaration"),
    "file.not_xml": Rule("xml.malformed", "", "open it in the editor and save it again"),
    "file.too_deep": Rule("xml.too_deep", "", "take sub-processes apart"),
    "file.instruction": Rule("xml.processing_instruction", "", "delete it"),
}


def unsound(file: str, refusal: Unsound) -> Finding:
    """Return the finding for a file that could not be read."""
    fault = refusal.fault
    return RULES[fault.code].because(Spot(file, refusal.line), fault.message, **fault.params)
