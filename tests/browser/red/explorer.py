"""What the browser tests of the explorer do by hand: open it, read what it shows, click on the picture."""

from playwright.sync_api import Page, ViewportSize

DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)


class Watch:
    """What must never happen on a page: a word on the console, an error, a request to another site."""

    def __init__(self, page: Page, site: str):
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda request: self._asked(request.url, site))

    def _asked(self, address: str, site: str) -> None:
        if not address.startswith((site, "data:", "blob:")):
            self.trouble.append(f"request: {address}")


def visit(page: Page, site: str, address: str = "/red") -> None:
    page.goto(site + address)
    page.wait_for_selector("#red[data-ready]")


def drawn(page: Page) -> tuple[set[str], set[str]]:
    """The members and the links that the picture shows."""
    nodes, edges = page.evaluate(
        "[[...EnlaceRed.picture.nodes.get()].filter(n => !n.hidden).map(n => n.id),"
        " [...EnlaceRed.picture.edges.get()].filter(e => !e.hidden).map(e => e.id)]"
    )
    return set(nodes), set(edges)


def listed(page: Page) -> list[str]:
    """The links that the table shows, from above."""
    rows = "#red-vinculos tbody tr:not([hidden])"
    return page.eval_on_selector_all(rows, "rows => rows.map(row => row.dataset.edge)")


def click_on(page: Page, member: str) -> None:
    """Clicks on the picture where a member is drawn."""
    spot = page.evaluate(
        "id => { const p = EnlaceRed.picture, at = p.network.canvasToDOM(p.members.get(id));"
        " const box = p.box.getBoundingClientRect(); return {x: box.x + at.x, y: box.y + at.y}; }",
        member,
    )
    page.mouse.click(spot["x"], spot["y"])
