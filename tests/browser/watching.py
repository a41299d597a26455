"""What goes wrong in a browser without anybody seeing it."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

FILES = {"stylesheet", "script", "image", "font"}
REFUSED = "Failed to load resource"
"""What the console says of a refused form; files that are missing are found by themselves."""


class Watch:
    """Notes errors of scripts, missing files, and whoever else a page asks for anything."""

    def __init__(self, office: str) -> None:
        self._office = office
        self.found: list[str] = []

    def follow(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("pageerror", lambda error: self.found.append(str(error)))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.found.append(message.text)

    def _asked(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self._office):
            self.found.append(f"asks a stranger: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in FILES:
            self.found.append(f"{response.status} {response.url}")
