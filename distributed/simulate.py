#!/usr/bin/env python3
"""Simulate one portfolio on a Dask cluster; the answer has the checksum of one run on one machine.

    pip install "dask[distributed]"
    python simulate.py portfolio.json --iterations 10000000                      # workers on this machine
    python simulate.py portfolio.json --iterations 100000000 --cluster tcp://scheduler:8786 --seed 7

What the script does not know is handed to `pmo`: --seed, --policy, --scenario, --hire, and --json for the answer.
`pmo` (or the one named with --pmo) must be on the path of every worker. A part whose worker is lost is done again.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from dask.distributed import Client, LocalCluster, as_completed


def part(pmo, portfolio, options, start, end):
    """Counts of iterations start to end, as `pmo simulate --from --to` writes them."""
    command = [pmo, "simulate", "-", "--from", str(start), "--to", str(end), *options]
    return subprocess.run(command, input=portfolio, capture_output=True, check=True).stdout


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=pathlib.Path)
    arguments.add_argument("--iterations", type=int, required=True)
    arguments.add_argument("--part", type=int, default=262_144, help="iterations of one part")
    arguments.add_argument("--cluster", help="address of a scheduler; without it, workers on this machine")
    arguments.add_argument("--workers", type=int, default=2, help="of those on this machine")
    arguments.add_argument("--pmo", default="pmo")
    own, options = arguments.parse_known_args()
    portfolio = own.file.read_bytes()
    run_options = [option for option in options if option != "--json"]

    cluster = own.cluster or LocalCluster(n_workers=own.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client, tempfile.TemporaryDirectory() as folder:
        starts = range(0, own.iterations, own.part)
        futures = {
            client.submit(part, own.pmo, portfolio, run_options, start, min(start + own.part, own.iterations), pure=False): start
            for start in starts
        }
        shards = []
        for done, future in enumerate(as_completed(futures), 1):
            shards.append(pathlib.Path(folder, f"{futures[future]}.json"))
            shards[-1].write_bytes(future.result())
            print(f"\r{done} of {len(futures)} parts", end="", file=sys.stderr)
        print(file=sys.stderr)
        subprocess.run([own.pmo, "merge", own.file, *shards, *options], check=True)


if __name__ == "__main__":
    main()
