//! As many workers as the machine has processors, fed from one dispatcher.
//!
//! Workers are started when the first run begins, run the page's own compiled
//! module, and are replaced when they crash, fall silent, or are still busy with
//! what nobody waits for any more.
//!
//! The page hears the first answer of a run at once, if the workers are quick in the
//! frame of the change that asked for it; after that how far the run is, several times
//! a second, but another answer only when it says more than the last: drawing one takes
//! as long as counting thousands of replications.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, BigUint64Array, Function, Object, Reflect};
use leptos::prelude::{set_timeout, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::app::clock::now_ms;
use crate::jobs::dispatcher::{Accepted, Dispatcher};
use crate::jobs::job::{AHEAD, Job, Kind};
use crate::jobs::message::{BUILD, Chunk, Reply, Request, RunId, decode, encode};

/// A worker that is silent for so long over one chunk is replaced [ms].
const SILENCE_MS: f64 = 10_000.0;
/// A worker that is still busy with a run that was dropped so long ago is replaced [ms].
const STALE_MS: f64 = 120.0;
/// How often silence is looked for.
const WATCH_EVERY: Duration = Duration::from_secs(2);
/// Least time between two messages to the page about a run [ms].
const SHOW_EVERY_MS: f64 = 150.0;
/// A partial answer is shown when it rests on so many times the replications of the last one: its intervals are then
/// narrower by three tenths.
const TELLING: u64 = 2;
/// Workers that may be replaced before the pool gives up.
const REPLACEMENTS: u32 = 8;

/// What the page hears of a run.
#[derive(Clone, Debug)]
pub enum News {
    /// More replications are in.
    Progress {
        /// So many.
        done: u64,
        /// Milliseconds since the run began.
        elapsed_ms: f64,
    },
    /// Enough of them are in, perhaps all, to say something new; progress was told.
    Answer {
        /// What is known so far; the first count is that of the replications.
        counts: Vec<u64>,
    },
    /// The run cannot go on.
    Failed(String),
}

/// Handle on the pool; no worker is started before the first run.
#[derive(Clone, Default)]
pub struct WorkerPool(Rc<RefCell<Pool>>);

#[derive(Default)]
struct Pool {
    workers: Vec<Member>,
    /// Of each kind one run at a time.
    runs: BTreeMap<Kind, Run>,
    last_run: RunId,
    replaced: u32,
    /// Whether somebody will look for workers that are busy with dropped runs.
    stale_is_watched: bool,
}

struct Run {
    dispatcher: Dispatcher,
    /// Sent to each worker before its first chunk of the run.
    begin: String,
    began_ms: f64,
    /// Whether the page will be told by itself.
    is_due: bool,
    /// When the page was last told.
    shown_ms: f64,
    /// Replications of the last answer that the page got.
    answered: u64,
    tell: Rc<dyn Fn(News)>,
}

struct Member {
    worker: Worker,
    is_ready: bool,
    /// The runs whose job it holds.
    holds: BTreeMap<Kind, RunId>,
    busy_since_ms: f64,
    /// Chunks of dropped runs that it has not answered, and since when nothing came from it.
    stale: usize,
    stale_since_ms: f64,
    /// Kept alive as long as the worker.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl WorkerPool {
    /// Begins a run that reports to `tell`; an earlier one of its kind is dropped, whatever is still out.
    pub fn begin(&self, job: Job, iterations: u32, tell: impl Fn(News) + 'static) {
        {
            let mut pool = self.0.borrow_mut();
            let id = RunId(pool.last_run.0 + 1);
            pool.last_run = id;
            pool.replaced = 0;
            let kind = job.kind();
            let run = Run {
                dispatcher: Dispatcher::new(id, &job, iterations),
                begin: encode(&Request::Begin { run: id, job }),
                began_ms: now_ms(),
                is_due: false,
                shown_ms: f64::NEG_INFINITY,
                answered: 0,
                tell: Rc::new(tell),
            };
            let dropped = pool.runs.insert(kind, run);
            pool.note_stale(dropped.as_ref());
        }
        self.watch_stale();
        if self.0.borrow().workers.is_empty() {
            self.start_workers();
        }
        self.feed();
    }

    /// Ends the run of `kind` here: the page gets what is known, and no more comes.
    pub fn stop(&self, kind: Kind) {
        self.show(kind, true);
        self.cancel(kind);
    }

    /// Drops the run of `kind` that is going on; what was shown of it stays.
    pub fn cancel(&self, kind: Kind) {
        self.cancel_all(&[kind]);
    }

    /// The same of several kinds at once: what is left takes their place, and none of them another's.
    pub fn cancel_all(&self, kinds: &[Kind]) {
        {
            let mut pool = self.0.borrow_mut();
            for kind in kinds {
                let dropped = pool.runs.remove(kind);
                pool.note_stale(dropped.as_ref());
            }
        }
        self.watch_stale();
        self.feed();
    }

    fn start_workers(&self) {
        let processors = window().navigator().hardware_concurrency().max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
        let count = processors.min(64.0) as usize;
        for place in 0..count {
            match self.start_worker(place) {
                Ok(member) => self.0.borrow_mut().workers.push(member),
                Err(reason) => return self.fail_all(&reason),
            }
        }
        self.watch();
    }

    fn start_worker(&self, place: usize) -> Result<Member, String> {
        let describe = |error: JsValue| format!("a worker cannot be started: {error:?}");
        let boot = Reflect::get(&js_sys::global(), &"pmoWorkbench".into()).map_err(describe)?;
        let given = |name: &str| Reflect::get(&boot, &name.into()).map_err(describe);
        let worker = Worker::new(&given("worker")?.as_string().unwrap_or_default()).map_err(describe)?;
        let pool = self.clone();
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| pool.hear(place, &event));
        let pool = self.clone();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_| pool.replace(place));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let first = Object::new();
        Reflect::set(&first, &"glue".into(), &given("glue")?).map_err(describe)?;
        Reflect::set(&first, &"module".into(), &wasm_bindgen::module()).map_err(describe)?;
        worker.post_message(&first).map_err(describe)?;
        let bring: Function = given("bringRest")?.unchecked_into();
        bring.call1(&boot, &worker).map_err(describe)?;
        Ok(Member {
            worker,
            is_ready: false,
            holds: BTreeMap::new(),
            busy_since_ms: now_ms(),
            stale: 0,
            stale_since_ms: 0.0,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    fn hear(&self, place: usize, event: &MessageEvent) {
        let message: Array = event.data().unchecked_into();
        let header = message.get(0).as_string().unwrap_or_default();
        match decode(&header) {
            Ok(Reply::Ready { build }) if build == BUILD => {
                self.0.borrow_mut().workers[place].is_ready = true;
            }
            Ok(Reply::Ready { .. }) => return self.fail_all("the page was updated meanwhile; load it again"),
            Ok(Reply::Done { run, chunk }) => {
                let words = BigUint64Array::from(message.get(1)).to_vec();
                let took_ms = message.get(2).as_f64().unwrap_or(f64::INFINITY);
                let mut pool = self.0.borrow_mut();
                pool.workers[place].busy_since_ms = now_ms();
                pool.workers[place].stale_since_ms = now_ms();
                let merged = pool.runs.iter_mut().find_map(|(kind, current)| {
                    let accepted = current.dispatcher.run() == run
                        && current.dispatcher.accept(place, run, chunk, &words) == Accepted::Merged;
                    if accepted {
                        current.dispatcher.pace(chunk, took_ms);
                    }
                    accepted.then_some(*kind)
                });
                if merged.is_none() {
                    let stale = &mut pool.workers[place].stale;
                    *stale = stale.saturating_sub(1);
                }
                drop(pool);
                if let Some(kind) = merged {
                    self.show_soon(kind);
                }
            }
            Ok(Reply::Failed { .. }) | Err(_) => self.lose(place),
        }
        self.feed();
    }

    /// Gives every worker that has too little to do another chunk, those without any first.
    fn feed(&self) {
        let mut pool = self.0.borrow_mut();
        let Pool { workers, runs, .. } = &mut *pool;
        for most in 0..AHEAD {
            for (place, member) in workers.iter_mut().enumerate().filter(|(_, member)| member.is_ready) {
                if owed(runs, place) <= most {
                    feed_one(place, member, runs);
                }
            }
        }
        let failed: Vec<Kind> =
            runs.iter().filter(|(_, run)| run.dispatcher.has_failed()).map(|(kind, _)| *kind).collect();
        drop(pool);
        for kind in failed {
            self.fail(kind, "a part of it failed twice");
        }
    }

    /// Tells the page what is known: at once the first time, then at most every [`SHOW_EVERY_MS`].
    fn show_soon(&self, kind: Kind) {
        let mut pool = self.0.borrow_mut();
        let Some(run) = pool.runs.get_mut(&kind) else { return };
        if std::mem::replace(&mut run.is_due, true) {
            return;
        }
        let rest_ms = (run.shown_ms + SHOW_EVERY_MS - now_ms()).max(0.0);
        drop(pool);
        let pool = self.clone();
        let show = move || pool.show(kind, false);
        // What other workers have answered meanwhile comes first, and is shown as well.
        set_timeout(show, Duration::from_secs_f64(rest_ms / 1000.0));
    }

    /// Tells the page how far the run of `kind` is, and what is known if that says more or `is_last`.
    fn show(&self, kind: Kind, is_last: bool) {
        let mut pool = self.0.borrow_mut();
        let Some(run) = pool.runs.get_mut(&kind) else { return };
        // A frame that an earlier run of this kind had asked for.
        if run.dispatcher.done() == 0 {
            return;
        }
        run.is_due = false;
        run.shown_ms = now_ms();
        let (done, is_done) = (run.dispatcher.done(), run.dispatcher.is_done());
        let progress = News::Progress { done, elapsed_ms: now_ms() - run.began_ms };
        let says_more = is_done || is_last || done >= TELLING * run.answered;
        let answer = says_more.then(|| News::Answer { counts: run.dispatcher.counts().to_vec() });
        if says_more {
            run.answered = done;
        }
        let tell = Rc::clone(&run.tell);
        if is_done {
            pool.runs.remove(&kind);
        }
        drop(pool);
        tell(progress);
        if let Some(answer) = answer {
            tell(answer);
        }
    }

    /// Looks now and then for a worker that owes an answer for too long.
    fn watch(&self) {
        let pool = self.clone();
        set_timeout(
            move || {
                let silent = pool.silent();
                for place in silent {
                    pool.replace(place);
                }
                pool.watch();
            },
            WATCH_EVERY,
        );
    }

    fn silent(&self) -> Vec<usize> {
        let pool = self.0.borrow();
        if pool.runs.is_empty() {
            return Vec::new();
        }
        let owes = |(place, member): &(usize, &Member)| {
            let is_busy = owed(&pool.runs, *place) > 0;
            (!member.is_ready || is_busy) && now_ms() - member.busy_since_ms > SILENCE_MS
        };
        pool.workers.iter().enumerate().filter(owes).map(|(place, _)| place).collect()
    }

    /// Looks soon for workers that do not come back from a run that was dropped.
    fn watch_stale(&self) {
        {
            let mut pool = self.0.borrow_mut();
            let is_any = pool.workers.iter().any(|member| member.stale > 0);
            if !is_any || std::mem::replace(&mut pool.stale_is_watched, true) {
                return;
            }
        }
        let pool = self.clone();
        set_timeout(
            move || {
                pool.0.borrow_mut().stale_is_watched = false;
                for place in pool.stuck() {
                    pool.restart(place);
                }
                pool.watch_stale();
            },
            Duration::from_secs_f64(STALE_MS / 1000.0),
        );
    }

    fn stuck(&self) -> Vec<usize> {
        let pool = self.0.borrow();
        let is_stuck =
            |(_, member): &(usize, &Member)| member.stale > 0 && now_ms() - member.stale_since_ms >= STALE_MS;
        pool.workers.iter().enumerate().filter(is_stuck).map(|(place, _)| place).collect()
    }

    /// Ends a worker that did nothing wrong; what it was to do next goes to another.
    fn restart(&self, place: usize) {
        {
            let mut pool = self.0.borrow_mut();
            pool.workers[place].end();
            for run in pool.runs.values_mut() {
                run.dispatcher.release(place);
            }
        }
        self.start_again(place);
        self.feed();
    }

    /// The chunks of the worker at `place` go to another.
    fn lose(&self, place: usize) {
        for run in self.0.borrow_mut().runs.values_mut() {
            run.dispatcher.lose(place);
        }
    }

    /// Ends the worker at `place` and starts another; its chunk is done again.
    fn replace(&self, place: usize) {
        let too_often = {
            let mut pool = self.0.borrow_mut();
            pool.workers[place].end();
            pool.replaced += 1;
            pool.replaced > REPLACEMENTS
        };
        self.lose(place);
        if too_often {
            return self.fail_all("its workers keep crashing");
        }
        self.start_again(place);
        self.feed();
    }

    /// Another worker takes the place of one that has ended.
    fn start_again(&self, place: usize) {
        match self.start_worker(place) {
            Ok(member) => {
                let ended = std::mem::replace(&mut self.0.borrow_mut().workers[place], member);
                // This may run inside one of its handlers, which must not be dropped under its own feet.
                set_timeout(move || drop(ended), Duration::ZERO);
            }
            Err(reason) => self.fail_all(&reason),
        }
    }

    fn fail_all(&self, reason: &str) {
        for kind in Kind::ALL {
            self.fail(kind, reason);
        }
    }

    fn fail(&self, kind: Kind, reason: &str) {
        let run = self.0.borrow_mut().runs.remove(&kind);
        if let Some(run) = run {
            (run.tell)(News::Failed(reason.to_owned()));
        }
    }
}

impl Pool {
    /// What the workers owe of a run that was dropped is waited for by nobody.
    fn note_stale(&mut self, dropped: Option<&Run>) {
        let Some(dropped) = dropped else { return };
        for (place, member) in self.workers.iter_mut().enumerate() {
            let owed = dropped.dispatcher.owed(place);
            if owed > 0 && member.stale == 0 {
                member.stale_since_ms = now_ms();
            }
            member.stale += owed;
        }
    }
}

impl Member {
    /// It does and says nothing more.
    fn end(&mut self) {
        self.worker.terminate();
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.is_ready = false;
        self.stale = 0;
    }
}

/// Chunks that the worker at `place` owes, of all runs.
fn owed(runs: &BTreeMap<Kind, Run>, place: usize) -> usize {
    runs.values().map(|run| run.dispatcher.owed(place)).sum()
}

/// Sends the next chunk, if there is one, to the worker at `place`.
fn feed_one(place: usize, member: &mut Member, runs: &mut BTreeMap<Kind, Run>) {
    let was_idle = owed(runs, place) == 0;
    // Every second worker serves the kinds from the last, so that none waits until all others are done.
    let assigned = if place.is_multiple_of(2) {
        assign(runs.iter_mut(), place)
    } else {
        assign(runs.iter_mut().rev(), place)
    };
    let Some((kind, run, chunk)) = assigned else { return };
    let id = run.dispatcher.run();
    if was_idle {
        member.busy_since_ms = now_ms();
    }
    let mut sent = Ok(());
    if member.holds.insert(kind, id) != Some(id) {
        sent = member.worker.post_message(&JsValue::from_str(&run.begin));
    }
    let work = encode(&Request::Work { run: id, chunk });
    if sent.and_then(|()| member.worker.post_message(&JsValue::from_str(&work))).is_err() {
        run.dispatcher.lose(place);
    }
}

/// The first chunk that one of `runs` has for the worker at `place`.
fn assign<'a>(
    mut runs: impl Iterator<Item = (&'a Kind, &'a mut Run)>,
    place: usize,
) -> Option<(Kind, &'a mut Run, Chunk)> {
    runs.find_map(|(kind, run)| run.dispatcher.assign(place).map(|chunk| (*kind, run, chunk)))
}
