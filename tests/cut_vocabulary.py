"""Cuts schema.org's vocabulary to what structured data of ours is checked against.

    python -m tests.cut_vocabulary schemaorg-current-https.jsonld > tests/data/schemaorg-30.0.json

The file is data/releases/30.0/ of https://github.com/schemaorg/schemaorg.
"""

import json
import sys

USED = {
    "BreadcrumbList", "Claim", "ClaimReview", "CorrectionComment", "CreativeWork", "DefinedTerm", "Event",
    "GeoCoordinates", "ListItem", "NewsArticle", "NewsMediaOrganization", "Organization", "Person", "Place", "Question",
    "Rating", "WebPage", "WebSite",
}  # fmt: skip
LICENCE = "schema.org, release 30.0, cut to some types; Creative Commons Attribution-ShareAlike 3.0 (https://schema.org/docs/terms.html)"


def names(value):
    """The schema.org names that a property of the vocabulary's file has."""
    values = value if isinstance(value, list) else [value] if value else []
    return sorted(each["@id"].removeprefix("schema:") for each in values if each["@id"].startswith("schema:"))


def cut(graph):
    """The types in use with those above them, and every property that one of these may have: domain and range."""
    above = {each["@id"].removeprefix("schema:"): names(each.get("rdfs:subClassOf")) for each in graph
             if "rdfs:Class" in each["@type"]}  # fmt: skip
    types, waiting = {}, list(USED)
    while waiting:
        name = waiting.pop()
        types[name] = above[name]
        waiting += [parent for parent in above[name] if parent not in types]
    properties = {}
    for each in graph:
        domain, ranges = names(each.get("schema:domainIncludes")), names(each.get("schema:rangeIncludes"))
        if each["@type"] == "rdf:Property" and set(domain) & set(types) and "schema:supersededBy" not in each:
            properties[each["@id"].removeprefix("schema:")] = [sorted(set(domain) & set(types)), ranges]
    return {"licence": LICENCE, "types": dict(sorted(types.items())), "properties": dict(sorted(properties.items()))}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps(cut(json.load(file)["@graph"]), separators=(",", ":")).replace('],"', '],\n"'))
