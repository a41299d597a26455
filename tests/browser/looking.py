"""What machines find wrong with a page, for people who use it with eyes, ears or keys."""

from pathlib import Path

from playwright.sync_api import Page

# axe-core 4.10.3, unaltered, under MPL-2.0: a tool of these tests, no part of the product.
_AXE = (Path(__file__).parent / "axe.min.js").read_text()
WIDTHS = (390, 1440)
"""A telephone and a desk, on which one goes on."""
_FAULTS = """
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations
  .filter(({impact}) => ["serious", "critical"].includes(impact))
  .map(({id, nodes}) => `${id}: ${nodes.map(({target}) => target).join(" ")}`))
"""


def barriers(page: Page) -> list[str]:
    """Return what keeps somebody from using the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(_FAULTS)
    return found


def problems(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, on a telephone and on a desk."""
    found = []
    for width in WIDTHS:
        said = too_wide(page, width) + [f"{page.url} at {width}: {one}" for one in barriers(page)]
        found += said
    return found


def too_wide(page: Page, width: int) -> list[str]:
    """Return by how much the page does not fit a window of some width."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url} at {width}: {wide} px too wide"] if wide > 0 else []
