"""A task is returned to an earlier step: features L7–L9; decisions 150 and 172."""

COMMERCE, FIRE, LEAD, WINDOW = "commerce_x", "fire_x", "wangjianguo", "zhouwenjing"
ALL = [
    ("cancel", "again"),
    ("keep", "again"),
    ("keep", "straight"),
    ("wait", "again"),
    ("wait", "straight"),
]
