"""Writes small DMN files for tests."""

from xml.sax.saxutils import escape

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def model(*parts, namespace=NAMESPACE):
    """Return the bytes of a DMN file."""
    head = f'<definitions xmlns="{namespace}" id="m" name="m" namespace="m">'
    return f"{head}{''.join(parts)}</definitions>".encode()


def text(tag, source):
    return f"<{tag}><text>{escape(source)}</text></{tag}>"


def literal(source):
    return text("literalExpression", source)


def decision(name, logic, *requires, type_=None):
    """Return a decision whose id is its name without spaces."""
    needed = "".join(
        f'<informationRequirement><requiredDecision href="#{one}"/></informationRequirement>'
        for one in requires
    )
    typed = f' typeRef="{type_}"' if type_ else ""
    head = f'<decision id="{name.replace(" ", "_")}" name="{name}">'
    return f'{head}<variable name="{name}"{typed}/>{needed}{logic}</decision>'


def output(name, values="", default="", type_="Any"):
    inside = text("outputValues", values) if values else ""
    inside += text("defaultOutputEntry", default) if default else ""
    return f'<output name="{name}" typeRef="{type_}">{inside}</output>'


def table(policy, inputs, outputs, rules):
    """Return a decision table.

    :param policy: as written, with its aggregation behind a plus.
    :param rules: for each the tests and then the results.
    """
    policy, _, aggregation = policy.partition("+")
    added = f' aggregation="{aggregation}"' if aggregation else ""
    columns = "".join(f"<input>{text('inputExpression', one)}</input>" for one in inputs)
    rows = "".join(_rule(rule, len(inputs)) for rule in rules)
    body = columns + "".join(outputs) + rows
    return f'<decisionTable hitPolicy="{policy}"{added}>{body}</decisionTable>'


def _rule(cells, inputs):
    tests = "".join(text("inputEntry", cell) for cell in cells[:inputs])
    results = "".join(text("outputEntry", cell) for cell in cells[inputs:])
    return f"<rule>{tests}{results}</rule>"
