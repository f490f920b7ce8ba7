#!/usr/bin/env python3
"""The figures of the sample of nine people, worked out without the product.

Reads the answers in src/model/sample/nine.json and follows the formulas of the assessment's design: groups count
equally, a dimension is the mean of its statements, "don't know" is never filled in, a target lies at most one level
above the organisation. Weights, themes and axes are written down here, not read from the product's content; only the
days of each function are content. Standard library only, from the top of the repository:

    python3 tests/office/nine.py            prints the figures as tests/office/nine.json has them
    python3 tests/office/nine.py --check    compares them with that file, to 1e-9
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = [10, 11, 12, 12, 13, 10, 10, 8, 9, 5]
# Theme of the organisation that carries each dimension: clarity, decisions, honesty, resources, appetite.
THEME_OF = [1, 1, 2, 4, 3, 3, 5, 2, 5, 3]
AMBITION = 4.0
BUSINESS_GROUPS = ("sponsor", "finance")
GROUPS = ("sponsor", "pmo", "project_managers", "teams", "finance")
BUSINESS_AXIS = (1, 2, 3, 6, 8, 9)
PROJECT_AXIS = (4, 5, 14, 15, 16)
FEWEST_PEERS = 3


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def weighted(scores, weights):
    known = [(weight, score) for weight, score in zip(weights, scores) if score is not None]
    return sum(weight * score for weight, score in known) / sum(weight for weight, _ in known)


def group_means(people, answers, statement):
    """Mean level of each group that gave one."""
    levels = {}
    for person in people:
        level = answers.get(str(person["id"]), {}).get(statement)
        if level is not None:
            levels.setdefault(person["group"], []).append(level)
    return {group: mean(given) for group, given in levels.items()}


def dimension_scores(people, answers, statements, dimensions):
    """Mean of the statements, each the mean of its group means."""
    scores = []
    for number in range(1, dimensions + 1):
        own = [it for it in statements if it.split(".")[0] == str(number)]
        means = [mean(group_means(people, answers, it).values()) for it in own]
        scores.append(mean(it for it in means if it is not None))
    return scores


def confidence_shares(assessment):
    """Of all answers: "don't know", and the levels by how sure people are of them."""
    counts = {"dont_know": 0, "low": 0, "medium": 0, "high": 0, "unsaid": 0}
    for person, given in assessment["answers"].items():
        said = assessment["confidence"].get(person, {})
        for statement, level in given.items():
            counts["dont_know" if level is None else said.get(statement, "unsaid")] += 1
    return {name: count / sum(counts.values()) for name, count in counts.items()}


def answered(assessment):
    """Statements to which somebody gave a level."""
    return {it for given in assessment["answers"].values() for it, level in given.items() if level is not None}


def leader_figures(leader):
    gaps, levels = [], {}
    for number in range(1, 17):
        rating = leader["ratings"][str(number)]
        peers = [peer["levels"][str(number)] for peer in leader["peers"] if str(number) in peer["levels"]]
        levels[number] = mean(peers) if len(peers) >= FEWEST_PEERS else rating["own"]
        gaps.append(max(0, rating["needed"] - levels[number]) * rating["importance"])
    business = mean(levels[it] for it in BUSINESS_AXIS)
    project = mean(levels[it] for it in PROJECT_AXIS)
    # The weaker side comes first, then the wider gap.
    first = BUSINESS_AXIS if project > business else PROJECT_AXIS
    order = [it for it in range(1, 17) if gaps[it - 1] > 0]
    order.sort(key=lambda it: (it not in first, -gaps[it - 1], it))
    return {"business": business, "project_management": project, "gaps": gaps, "order": order}


def figures():
    document = json.loads((ROOT / "src/model/sample/nine.json").read_text())["document"]
    office = document["office"]
    before, now = office["assessments"]
    people, answers = now["respondents"], now["answers"]
    statements = [f"{dimension}.{topic}" for dimension in range(1, 11) for topic in range(1, 6)]
    dimensions = dimension_scores(people, answers, statements, 10)

    by_group = {group: [] for group in GROUPS}
    for number in range(1, 11):
        means = [group_means(people, answers, f"{number}.{topic}") for topic in range(1, 6)]
        for group in GROUPS:
            by_group[group].append(mean(it[group] for it in means if group in it))
    gaps_of_groups = [max(column) - min(column) for column in zip(*by_group.values())]

    tornado = []
    for number in range(10):
        ends = []
        for factor in (0.5, 2):
            changed = [weight * (factor if place == number else 1) for place, weight in enumerate(WEIGHTS)]
            ends.append(weighted(dimensions, changed))
        tornado.append(sorted(ends))

    # The business speaks for the organisation.
    business = [it for it in people if it["group"] in BUSINESS_GROUPS]
    asked = [f"{theme}.{topic}" for theme in range(1, 6) for topic in (1, 2)]
    themes = dimension_scores(business, now["organisation"], asked, 5)
    organisation = [themes[theme - 1] for theme in THEME_OF]
    targets = [min(AMBITION, side + 1) for side in organisation]

    common = sorted(answered(before) & answered(now))
    old = dimension_scores(before["respondents"], before["answers"], common, 10)
    new = dimension_scores(people, answers, common, 10)

    planned = [it for it in document["initiatives"]["list"] if it["in_plan"]]
    cost = {it["name"]: sum(year["amount"] for year in it["cost_per_year"]) for it in planned}
    orphans = [it for it in planned if not it["benefit"]["owner"].strip() or not it["benefit"]["measure"].strip()]
    orphan_share = sum(cost[it["name"]] for it in orphans) / sum(cost.values())
    overall = weighted(dimensions, WEIGHTS)
    sponsor_score = mean(group_means(people, answers, "1.1").values())
    # RF7 caps benefits at 2, RF1 the headline at 1.9; there is no charter that could raise others.
    capped = [min(it, 2) if place == 4 and orphan_share > 0.3 else it for place, it in enumerate(dimensions)]
    headline = weighted(capped, WEIGHTS)

    content = json.loads((ROOT / "src/model/office/functions.json").read_text())
    functions = {str(it["number"]): it for it in (content if isinstance(content, list) else content["functions"])}
    open_days = sum(
        functions[number]["days_base"] + functions[number]["days_per_initiative"] * len(planned)
        for number, said in office["functions"].items()
        if said["is_needed"] and not said["owner"].strip()
    )
    return {
        "source": "computed by a script of its own from the answers of the sample, without the engine",
        "dimensions": dimensions,
        "overall": overall,
        "confidence": confidence_shares(now),
        "themes": themes,
        "gaps": [score - side for score, side in zip(dimensions, organisation)],
        "targets": targets,
        "mean_target": weighted(targets, WEIGHTS),
        "common": len(common),
        "change": weighted(new, WEIGHTS) - weighted(old, WEIGHTS),
        "dimension_changes": [after - earlier for earlier, after in zip(old, new)],
        "groups": by_group,
        "group_gaps": gaps_of_groups,
        "mean_by_weight": tornado,
        "orphan_share": orphan_share,
        "after_flags": min(headline, 1.9) if sponsor_score <= 1.5 else headline,
        "sponsor_score": sponsor_score,
        "leader": leader_figures(office["leader"]),
        "open_days": open_days,
        "initiatives": len(planned),
    }


def differences(found, recorded, place=""):
    """Places where the two are not the same to 1e-9."""
    if isinstance(recorded, dict):
        if not isinstance(found, dict) or found.keys() != recorded.keys():
            return [place]
        return [it for key in recorded for it in differences(found[key], recorded[key], f"{place}/{key}")]
    if isinstance(recorded, list):
        if not isinstance(found, list) or len(found) != len(recorded):
            return [place]
        pairs = enumerate(zip(found, recorded))
        return [it for index, pair in pairs for it in differences(*pair, f"{place}/{index}")]
    if isinstance(recorded, (int, float)):
        return [] if abs(found - recorded) < 1e-9 else [f"{place}: {found}, recorded {recorded}"]
    return [] if found == recorded else [place]


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        wrong = differences(figures(), json.loads((ROOT / "tests/office/nine.json").read_text()))
        print("\n".join(wrong) if wrong else "the figures agree")
        sys.exit(1 if wrong else 0)
    print(json.dumps(figures(), indent=1))
