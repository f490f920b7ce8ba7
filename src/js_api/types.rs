//! What TypeScript knows of the objects that go in and out.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Name of every error that this module throws. */
export type ErrorName = "OpenError" | "RankError" | "SelectError" | "SimulateError" | "MergeError" | "AssessError";

/** Something about a document to mend. */
export interface Issue {
  severity: "error" | "warning";
  /** Where it is, by number. */
  place:
    | "portfolio"
    | { criterion: number }
    | { initiative: number }
    | { stage: number }
    | { role: number }
    | { assessment: number };
  /** Where it is, in words. */
  at: string;
  message: string;
  remedy: string;
}

/** From `low` to `high`, both included. */
export interface Interval {
  low: number;
  high: number;
}

/** A share with the range it may lie in; all from 0 to 1. */
export interface Figure extends Interval {
  share: number;
}

/** The best portfolio, as `pmo select --json` prints it. */
export interface SelectionReport {
  /** "optimal": proved best. "stopped": the best found, at most `gap_share` below the best possible. */
  status: "optimal" | "feasible" | "stopped" | "infeasible";
  /** Sum of the scores of the chosen, and of what pairs of them are worth beyond these. */
  value: number;
  /** No portfolio is worth more. */
  upper_bound: number;
  /** 0 if proved. */
  gap_share: number;
  /** Years that have a budget. */
  money: { year: number; used: number; budget: number }[];
  chosen: { id: number; name: string; score: number; forced: string | null; price: Price | null }[];
  /** What pairs of the chosen are worth beyond their scores; below 0 if they take from each other. */
  synergies: { of: [number, number]; names: [string, string]; value: number }[];
  /** From the highest score to the lowest; `reason` says what keeps each out. */
  excluded: { id: number; name: string; score: number; reason: string; price: Price | null }[];
  /** Why nothing is feasible; empty if something is. */
  infeasible: string[];
  /** What to continue, stop and start; absent while nothing is under way, or if nothing can be decided. */
  pivot?: PivotReport;
}

/** What to do with work that is under way: what was spent counts for nothing, what stopping takes does. */
export interface PivotReport {
  status: SelectionReport["status"];
  value: number;
  upper_bound: number;
  continue: Decided[];
  stop: Decided[];
  start: Decided[];
  /** Not begun, and not right now. */
  leave: number[];
  /** Against the best that stops nothing; null if nothing that stops nothing is possible. */
  value_gained: number | null;
  value_gained_at_least: number | null;
  stopping_cost: number;
  /** First year that has a budget. */
  from_year: number | null;
}

/** An initiative, and what speaks for the decision. */
export interface Decided {
  id: number;
  name: string;
  score: number;
  remaining_cost: number;
  stopping_cost: number;
  reason: string;
}

/** Value lost by deciding otherwise; both figures are the same once it is proved. */
export interface Price {
  at_least: number;
  at_most: number;
  impossible: boolean;
}

export type Policy = "unlevelled" | "serial" | "parallel";

/** What `pmo rank --json` prints. */
export interface RankingReport {
  /** Leaf criteria; the order of every row's lists. Weights sum to 1. */
  criteria: { id: number; name: string; weight: number }[];
  /** Best first; equal scores in document order. */
  ranking: RankedInitiative[];
  /** What the ranking goes by; absent for the weighted sum. */
  formula?: FormulaReport;
  /** Null while nothing is in the plan or scored. */
  right_things: RightThings | null;
}

/** A ranking by WSJF, RICE, ICE, value ÷ effort, or cost of delay ÷ duration. */
export interface FormulaReport {
  /** "wsjf", "rice", "ice_product", "ice_mean", "value_effort" or "cost_of_delay". */
  method: string;
  name: string;
  /** "(user and business value + time criticality + risk reduction) ÷ job size". */
  expression: string;
  /** Those above the line first. */
  parts: { part: string; name: string; source: unknown; source_name: string; is_divisor: boolean }[];
  /** In the order of the ranking; `missing` says what to enter where there is no score. */
  scores: { id: number; score: number | null; inputs: (number | null)[]; missing: string | null }[];
}

export interface RankedInitiative {
  id: number;
  name: string;
  /** 1 for the best; equal scores share the best of their ranks. */
  rank: number;
  rank_is_shared: boolean;
  /** 0 to 1: the sum of the contributions, whatever the ranking goes by. */
  score: number;
  /** Score with every missing one at its worst, and at its best. */
  score_range: [number, number];
  /** Weight × value for each criterion. */
  contributions: number[];
  /** 0 to 1 for each criterion; null where no score was given. */
  values: (number | null)[];
  /** As given, in the criterion's own unit. */
  raw_scores: (number | null)[];
}

/** Value of the plan ÷ the most that any portfolio is worth within the same money, people and rules. */
export interface RightThings {
  figure: Figure;
  plan_value: number;
  best_found: number;
  upper_bound: number;
  /** Identifiers of the best set found. */
  best_set: number[];
  /** Whether no set within the limits is worth more than that. */
  is_proved: boolean;
  plan_money: number;
  limit_money: number;
  has_budget: boolean;
  /** Whether people were a limit. */
  counts_people: boolean;
}

/** Iterations of one plan; plain data, fit to be posted from a worker. */
export interface Outcome {
  header: OutcomeHeader;
  /** The tallies. Transfer its buffer if it need not be kept. */
  words: BigUint64Array;
}

/** What was simulated. */
export interface OutcomeHeader {
  /** Fingerprint: only outcomes that agree in it merge. */
  plan: string;
  seed: number;
  policy: Policy;
  horizonWeeks: number;
  /** Iterations from (included) and to (not included). */
  ranges: [number, number][];
  /** In priority order. */
  initiatives: {
    id: number;
    name: string;
    neededByWeek: number | null;
    /** Chances from 0 to 1 by the team's own judgement. */
    prospects: { scope: number | null; cost: number | null; benefit: number | null };
    stages: { id: number; name: string }[];
  }[];
  /** In document order. */
  roles: { id: number; name: string }[];
}

/** A sum of outcomes; it can be merged with more. */
export interface MergedOutcome extends Outcome {
  report: SimulationReport;
  /** For each initiative of the report, how many iterations finish it in week 0 … horizon; last: not within it. */
  finishHistograms: Float64Array[];
  /** The same for the last of all initiatives. */
  makespanHistogram: Float64Array;
  /** For each role of the report and each week, the chance that more is asked than there is, if nobody waits. */
  overload: Float64Array[];
  /** For each role of the report and each week, work ÷ capacity under the policy. */
  utilization: Float64Array[];
}

/** Settings of the simulation; what is left out stays as in the document. */
export interface SimulationSettings {
  /** 0 to 4294967295. */
  seed?: number;
  /** 1 to 1000000. */
  iterations?: number;
  policy?: Policy;
}

/** What `pmo simulate --json` prints. */
export interface SimulationReport {
  seed: number;
  /** Iterations counted. */
  iterations: number;
  policy: Policy;
  /** 16 hexadecimal digits: equal runs agree in it everywhere. */
  checksum: string;
  makespan_weeks: Percentiles;
  right_time: Figure | null;
  right_people: Figure | null;
  /** What was taken in place of correlations of departments that cannot all hold; absent if they can. */
  mended_correlations?: {
    /** Pairs that change by half a point of a hundred or more. */
    changed: number;
    /** The pair that changes most, with what was asked for and what is used, -1 to 1. */
    one: string;
    other: string;
    asked: number;
    used: number;
  };
  /** The limit on initiatives at once, and the share of iterations in which it holds anybody up; absent without one. */
  at_once?: { most: number; held: number };
  initiatives: InitiativeReport[];
  roles: RoleReport[];
}

/** Finish weeks from the start of the calendar; null if beyond the horizon. */
export interface Percentiles {
  p10: number | null;
  p50: number | null;
  p80: number | null;
  p90: number | null;
  /** 95 % interval. */
  p50_interval: [number | null, number | null];
  /** 95 % interval. */
  p80_interval: [number | null, number | null];
}

export interface InitiativeReport {
  id: number;
  name: string;
  finish_weeks: Percentiles;
  needed_by_week: number | null;
  /** Chance of being finished by then, 0 to 1. */
  on_time: number | null;
  /** 95 % interval. */
  on_time_interval: Interval | null;
  /** That chance beside what the team believes of scope, cost and benefit. */
  promises: Promises;
  /** Share of iterations that do not finish it within the horizon. */
  unfinished: number;
  /** Share of iterations in which the limit on initiatives at once holds it up, and its mean wait then [weeks]. */
  held?: { share: number; weeks: number };
  /** Means over the iterations that finish the stage. */
  stages: { id: number; name: string; start_week: number | null; finish_week: number | null }[];
}

/** How likely the four promises of an initiative are kept. */
export interface Promises {
  /** Time (simulated), scope, cost, benefit (as the team judges), 0 to 1; null where nobody knows. */
  chances: [number | null, number | null, number | null, number | null];
  /** The least of them: the status of the whole. */
  worst: ["time" | "scope" | "cost" | "benefit", number] | null;
  /** All four kept: if they are independent, and the bounds of any dependence; null unless all are known. */
  joint: { independent: number; least: number; most: number } | null;
}

export interface RoleReport {
  id: number;
  name: string;
  /** Week by week, the chance that more is asked than there is, if nobody waits. */
  overload: number[];
  /** Week by week, work ÷ capacity under the policy. */
  utilization: number[];
  demanded_person_weeks: number;
  staffed_person_weeks: number;
  /** Levels of skill that are asked for and that nobody below can stand in for: the people at each and above. */
  levels?: {
    level: number;
    overload: number[];
    utilization: number[];
    demanded_person_weeks: number;
    staffed_person_weeks: number;
  }[];
}

/** What `pmo assess --json` prints; scores are 1 to 5, shares 0 to 1. */
export interface AssessmentReport {
  id: number;
  name: string;
  respondents: number;
  groups: number;
  mean: number | null;
  /** 90 % interval over respondents; null below three. */
  mean_interval: Interval | null;
  /** The mean with every statement capped by the evidence seen for it. */
  evidenced: number | null;
  /** Largest level that four statements in five reach. */
  staged: number | null;
  weakest: { dimension: number; name: string; score: number } | null;
  dont_know_share: number;
  confidence: ConfidenceShares;
  answered: number;
  askable: number;
  dimensions: DimensionReport[];
  /** Whether somebody stayed unnamed: means of groups of fewer than three people are withheld. */
  is_anonymous: boolean;
}

export interface DimensionReport {
  dimension: number;
  name: string;
  short: string;
  weight: number;
  score: number | null;
  interval: Interval | null;
  evidenced: number | null;
  dont_know_share: number;
  confidence: ConfidenceShares;
  statements: StatementReport[];
}

/**
 * How sure people are of the levels they gave, as shares of all answers: with `dont_know_share` they sum to 1.
 * Confidence enters no score and no interval.
 */
export interface ConfidenceShares {
  low: number;
  medium: number;
  high: number;
  /** Levels of which nobody said how sure. */
  unsaid: number;
}

export interface StatementReport {
  /** Such as "4.2". */
  id: string;
  name: string;
  score: number | null;
  evidenced: number | null;
  group_gap: number | null;
  agreement: number | null;
  /** How many said level 1, 2, 3, 4, 5. */
  histogram: [number, number, number, number, number];
  dont_know_share: number;
  /** How many levels are held with which confidence. */
  confidence: { low: number; medium: number; high: number; unsaid: number };
}
"#;

#[wasm_bindgen]
extern "C" {
    /// A list of issues.
    #[wasm_bindgen(typescript_type = "Issue[]")]
    pub type JsIssues;

    /// A ranking.
    #[wasm_bindgen(typescript_type = "RankingReport")]
    pub type JsRankingReport;

    /// A selected portfolio.
    #[wasm_bindgen(typescript_type = "SelectionReport")]
    pub type JsSelectionReport;

    /// The outcome of a chunk, or of several.
    #[wasm_bindgen(typescript_type = "Outcome")]
    pub type JsOutcome;

    /// A sum of outcomes with its report.
    #[wasm_bindgen(typescript_type = "MergedOutcome")]
    pub type JsMergedOutcome;

    /// Settings of the simulation.
    #[wasm_bindgen(typescript_type = "SimulationSettings")]
    pub type JsSimulationSettings;

    /// What an assessment says.
    #[wasm_bindgen(typescript_type = "AssessmentReport")]
    pub type JsAssessmentReport;
}
