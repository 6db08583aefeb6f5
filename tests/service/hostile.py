"""Queries that mean harm, or as good as: by what they try to exhaust. Each is asked of the graph of `graph.py`."""

from tests.service.graph import BASE, LABEL, VOCABULARY, body

MEGABYTE = 1_000_000
IN = f"<{VOCABULARY}participatesIn>"


def product(patterns: int) -> str:
    """Every combination of so many statements."""
    return " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(patterns))


def grown(times: int, step: str) -> str:
    """A literal that becomes longer with each of so many steps; step: an expression of ?x0 with X for its number."""
    binds = " ".join(f"BIND({step.replace('X', str(i))} AS ?x{i + 1})" for i in range(times))
    return f'SELECT (STRLEN(?x{times}) AS ?n) {{ BIND("aaaaaaaaaa" AS ?x0) {binds} }}'


COMBINATIONS = {
    "two patterns in order": f"SELECT * {{ {product(2)} }} ORDER BY ?o0 ?o1",
    "three patterns counted": f"SELECT (COUNT(*) AS ?n) {{ {product(3)} }}",
    "three distinct patterns": f"SELECT DISTINCT ?o0 ?o1 ?o2 {{ {product(3)} }}",
    "two patterns in groups": f"SELECT ?o0 ?o1 (COUNT(*) AS ?n) {{ {product(2)} }} GROUP BY ?o0 ?o1",
    "one text of all": f"SELECT (GROUP_CONCAT(CONCAT(STR(?o0), STR(?o1))) AS ?n) {{ {product(2)} }}",
    "random order": f"SELECT * {{ {product(2)} }} ORDER BY RAND()",
    "ten patterns with a filter": f"SELECT * {{ {product(10)} FILTER(?o0 = ?o9 && ?o1 = 'nothing') }} LIMIT 1",
    "optional in optional": "SELECT (COUNT(*) AS ?n) { "
    + "?s ?p ?o OPTIONAL { " * 12
    + " ".join(f"?a{i} ?b{i} ?c{i} }}" for i in range(12))
    + " }",
    "what is not there": f"SELECT (COUNT(*) AS ?n) {{ {product(2)} FILTER NOT EXISTS {{ ?o0 ?q ?x . ?x ?r ?o1 }} }}",
    "all but nothing": f"SELECT (COUNT(*) AS ?n) {{ {product(2)} MINUS {{ ?s0 ?x ?y . ?z ?w ?o1 }} }}",
    "selects within selects": "SELECT * { " + "{ SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f " * 3 + "} } " * 3 + "}",
    "a table times itself": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(20)))} }}" for i in range(12))
    + " }",
    "lateral": f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o LATERAL {{ SELECT * {{ {product(2)} }} }} }}",
    "lateral in lateral": "SELECT (COUNT(*) AS ?n) { " + "?s ?p ?o LATERAL { " * 30 + product(2) + "}" * 30 + " }",
}
CLOSURES = {
    "everything from everywhere": f"SELECT (COUNT(*) AS ?n) {{ ?a ({IN}|^{IN})* ?b . ?c ({IN}|^{IN})* ?d }}",
    "a closure of closures": f"SELECT (COUNT(*) AS ?n) {{ ?a ((({IN}|^{IN})*)*)+ ?b }}",
    "any property at all": "SELECT (COUNT(*) AS ?n) { ?a (!<x:>|!^<x:>)+ ?b . ?b (!<x:>|!^<x:>)+ ?c }",
    "closures in a chain": "SELECT * { " + " ".join(f"?a{i} ({IN}/^{IN})* ?a{i + 1} ." for i in range(8)) + " }",
    "a path of paths": f"SELECT * {{ ?a {'/'.join([f'({IN}/^{IN})+'] * 200)} ?b }}",
}
TEXTS = {
    "a regex that grows": 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER REGEX(STR(?o), "((a{1,1000}){1,1000}){1,1000}") }',
    "a regex with many ways": f'SELECT (COUNT(*) AS ?n) {{ {product(2)} FILTER REGEX(STR(?o0), "^(.*.*.*.*)*z$") }}',
    "a regex of a megabyte": f'SELECT * {{ ?s ?p ?o FILTER REGEX(STR(?o), "{"(a|b)?" * 140_000}") }}',
    "a regex from the data": f"SELECT (COUNT(*) AS ?n) {{ {product(2)} FILTER REGEX(STR(?o0), STR(?o1)) }}",
    "a text that doubles": grown(50, "CONCAT(?xX, ?xX)"),
    "a text replaced by itself": grown(14, 'REPLACE(?xX, "a", "aaaaaaaaaa")'),
    "a text that is encoded": grown(40, 'ENCODE_FOR_URI(CONCAT(?xX, "%%%", ?xX))'),
    "digests of all": f"SELECT (MAX(SHA512(CONCAT(STR(?o0), STR(?o1), STR(?o2)))) AS ?n) {{ {product(3)} }}",
}
LENGTHS = {
    "a megabyte of comment": f"SELECT * {{ <{body(1)}> ?p ?o }} #".ljust(MEGABYTE, "x"),
    "a megabyte of values": "SELECT (COUNT(*) AS ?n) { VALUES ?v {" + " 1234567" * 124_000 + " } }",
    "a name of a megabyte": f"SELECT * {{ <http://e/{'x' * 990_000}> ?p ?o }}",
    "more than a megabyte": "SELECT * {}".ljust(MEGABYTE + 1),
    "much more than a megabyte": "SELECT * {}".ljust(5 * MEGABYTE),
    "a megabyte of brackets": "SELECT * " + "{" * 990_000,
    "thousands of brackets": "SELECT * " + "{" * 3000 + "}" * 3000,
    "thousands of parentheses": "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "a hundred thousand negations": "SELECT * { FILTER(" + "!" * 100_000 + "true) }",
    "a long sum": "SELECT (" + " + ".join(["1"] * 200_000) + " AS ?n) {}",
    "a long alternative": "SELECT * { FILTER(" + " || ".join(["false"] * 100_000) + ") }",
    "fifty thousand unions": "SELECT * {" + " UNION ".join(["{}"] * 50_000) + "}",
    "twenty thousand patterns": "SELECT * { " + " ".join(f"?a{i} ?p ?a{i + 1} ." for i in range(20_000)) + " }",
    "ten thousand filters": "SELECT * { ?s ?p ?o " + " ".join(f"FILTER(?o != {i})" for i in range(10_000)) + " }",
    "ten thousand columns": "SELECT " + " ".join(f"({i} AS ?v{i})" for i in range(10_000)) + " {}",
    "ten thousand graphs": "SELECT * " + " ".join(f"FROM <http://e/{i}>" for i in range(10_000)) + " { ?s ?p ?o }",
    "every graph merged": "SELECT (COUNT(*) AS ?n) "
    + " ".join(f"FROM <{BASE}id/record/acta-{i}>" for i in range(30))
    + f" {{ {product(2)} }}",
    "ten thousand prefixes": " ".join(f"PREFIX p{i}: <http://e/{i}>" for i in range(10_000)) + " SELECT * {}",
}
ODDITIES = {
    "triple terms": "SELECT * { ?s ?p ?o BIND(<<( ?s ?p ?o )>> AS ?t) ?a ?b ?c . ?d ?e ?f } ORDER BY ?t ?c ?f",
    "a triple term that grows": grown(2000, "TRIPLE(<x:a>, <x:b>, ?xX)"),
    "a deep triple term": "SELECT (" + "TRIPLE(<x:a>, <x:b>, " * 1000 + "1" + ")" * 1000 + " AS ?t) {}",
    "reifiers": f"SELECT * {{ << ?s {IN} ?o ~ ?r >> ?p ?q {{| ?y ?z |}} }}",
    "numbers without end": f"SELECT ({'9' * 100_000} * {'9' * 100_000} AS ?n) {{}}",
    "a far page": "SELECT * { ?s ?p ?o } OFFSET 18446744073709551615 LIMIT 18446744073709551615",
    "a page that is no number": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999999",
    "half a character": 'SELECT ("\\uD800" AS ?x) {}',
    "a zero": "SELECT * { ?s ?p 'a\x00b' }",
    "dates without end": 'SELECT (("9" AS ?x)) { BIND(xsd:dateTime("999999999999-99-99T99:99:99Z") AS ?d) }',
    "load": "LOAD <http://127.0.0.1:1/>",
    "drop": "DROP ALL",
}
FLOODS = {  # media type: the query
    "application/sparql-results+json": f"SELECT * {{ {product(2)} }}",
    "application/sparql-results+xml": f"SELECT * {{ {product(2)} }}",
    "text/csv": f"SELECT * {{ {product(2)} }}",
    "text/tab-separated-values": f"SELECT * {{ {product(2)} }}",
    "text/turtle": f"CONSTRUCT {{ ?s0 ?p1 ?o1 }} {{ {product(2)} }}",
    "application/n-triples": f"CONSTRUCT {{ ?s0 ?p1 [ <{LABEL}> ?o0 ] }} {{ {product(2)} }}",
    "application/ld+json": f"CONSTRUCT {{ ?s0 ?p1 [ <{LABEL}> ?o0 ] }} {{ {product(2)} }}",
    "application/rdf+xml": f"CONSTRUCT {{ ?s0 ?p1 [ <{LABEL}> ?o0 ] }} {{ {product(2)} }}",
    "application/n-quads": f"DESCRIBE ?s0 ?o1 {{ {product(2)} }}",
}
JSON = "application/sparql-results+json"
QUERIES = {  # name: (query, what is accepted)
    name: (query, JSON) for group in (COMBINATIONS, CLOSURES, TEXTS, LENGTHS, ODDITIES) for name, query in group.items()
} | {f"flood of {media_type}": (query, media_type) for media_type, query in FLOODS.items()}
