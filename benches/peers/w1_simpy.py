"""Work unit W1 in SimPy, the usual library for such models: a process for each stage, a container for each role.

Prints iterations a second. Usage: python w1_simpy.py ITERATIONS
"""

import json
import math
import pathlib
import random
import sys
import time

import simpy

plan = json.loads(pathlib.Path(__file__).parents[2].joinpath("tests/capacity/w1_portfolio.json").read_text())
iterations = int(sys.argv[1]) if len(sys.argv) > 1 else 20
low, mode, high = plan["absence"]


def stage(env, act, done, roles):
    """Waits for those before it, then for its people, works, and lets them go."""
    yield simpy.AllOf(env, [done[before] for before in act["preds"]])
    if act["release"] > env.now:
        yield env.timeout(act["release"] - env.now)
    for role, tenths in act["demand"]:
        yield roles[role].get(tenths * 2)
    yield env.timeout(math.ceil(random.triangular(act["lo"], act["hi"], act["ml"])))
    for role, tenths in act["demand"]:
        yield roles[role].put(tenths * 2)
    done[act["id"]].succeed(env.now)


def iterate():
    env = simpy.Environment()
    roles = []
    for tenths in plan["base"]:
        there = max(1, int(tenths * 2 * (1 - random.triangular(low, high, mode))))
        roles.append(simpy.Container(env, capacity=tenths * 2, init=there))
    done = {act["id"]: env.event() for act in plan["acts"]}
    for act in plan["acts"]:
        env.process(stage(env, act, done, roles))
    env.run(until=plan["horizon"])


random.seed(7)
begin = time.perf_counter()
for _ in range(iterations):
    iterate()
print(round(iterations / (time.perf_counter() - begin)))
