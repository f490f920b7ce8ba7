//! As many workers as the machine has processors, fed from one dispatcher.
//!
//! Workers are started when the first run begins, run the page's own compiled
//! module, and are replaced when they crash or fall silent. Partial results go
//! to the page at most once a frame.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, BigUint64Array, Object, Reflect};
use leptos::prelude::{set_timeout, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::engine::capacity::{Policy, Problem, Tally};
use crate::jobs::dispatcher::{Accepted, Dispatcher};
use crate::jobs::message::{BUILD, Reply, Request, RunId, decode, encode};

/// A worker that is silent for so long over one chunk is replaced [ms].
const SILENCE_MS: f64 = 10_000.0;
/// How often silence is looked for.
const WATCH_EVERY: Duration = Duration::from_secs(2);
/// Least time between two partial answers of a run [ms].
const SHOW_EVERY_MS: f64 = 150.0;
/// Workers that may be replaced before the pool gives up.
const REPLACEMENTS: u32 = 8;

/// What the page hears of a run.
#[derive(Clone, Debug)]
pub enum News {
    /// More replications are in, perhaps all.
    Progress {
        /// What is known so far.
        tally: Tally,
        /// Milliseconds since the run began.
        elapsed_ms: f64,
    },
    /// The run cannot go on.
    Failed(String),
}

/// Handle on the pool.
#[derive(Clone)]
pub struct WorkerPool(Rc<RefCell<Pool>>);

struct Pool {
    workers: Vec<Member>,
    run: Option<Run>,
    last_run: RunId,
    replaced: u32,
    frame_is_due: bool,
    /// When the page was last told.
    shown_ms: f64,
    tell: Rc<dyn Fn(News)>,
}

struct Run {
    dispatcher: Dispatcher,
    /// Sent to each worker before its first chunk of the run.
    begin: String,
    began_ms: f64,
}

struct Member {
    worker: Worker,
    is_ready: bool,
    /// The run whose problem it holds.
    holds: RunId,
    busy_since_ms: f64,
    /// Kept alive as long as the worker.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl WorkerPool {
    /// A pool that reports to `tell`; no worker is started yet.
    pub fn new(tell: impl Fn(News) + 'static) -> Self {
        let pool = Pool {
            workers: Vec::new(),
            run: None,
            last_run: RunId::default(),
            replaced: 0,
            frame_is_due: false,
            shown_ms: f64::NEG_INFINITY,
            tell: Rc::new(tell),
        };
        Self(Rc::new(RefCell::new(pool)))
    }

    /// Begins a run; an earlier one is dropped, whatever is still out.
    pub fn begin(&self, problem: &Problem, policy: Policy, seed: u64, iterations: u32) {
        {
            let mut pool = self.0.borrow_mut();
            pool.last_run = RunId(pool.last_run.0 + 1);
            let run = pool.last_run;
            let begin = encode(&Request::Begin { run, problem: Box::new(problem.clone()), policy, seed });
            pool.run = Some(Run {
                dispatcher: Dispatcher::new(run, problem, iterations),
                begin,
                began_ms: now_ms(),
            });
            pool.replaced = 0;
            pool.shown_ms = f64::NEG_INFINITY;
        }
        if self.0.borrow().workers.is_empty() {
            self.start_workers();
        }
        self.feed();
    }

    /// Drops the run that is going on; what is known of it stays shown.
    pub fn cancel(&self) {
        self.0.borrow_mut().run = None;
    }

    fn start_workers(&self) {
        let processors = window().navigator().hardware_concurrency().max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
        let count = processors.min(64.0) as usize;
        for place in 0..count {
            match self.start_worker(place) {
                Ok(member) => self.0.borrow_mut().workers.push(member),
                Err(reason) => return self.fail(&reason),
            }
        }
        self.watch();
    }

    fn start_worker(&self, place: usize) -> Result<Member, String> {
        let describe = |error: JsValue| format!("a worker cannot be started: {error:?}");
        let boot = Reflect::get(&js_sys::global(), &"pmoWorkbench".into()).map_err(describe)?;
        let address = |name: &str| Reflect::get(&boot, &name.into()).map_err(describe);
        let worker = Worker::new(&address("worker")?.as_string().unwrap_or_default()).map_err(describe)?;
        let pool = self.clone();
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| pool.hear(place, &event));
        let pool = self.clone();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_| pool.replace(place));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let first = Object::new();
        Reflect::set(&first, &"glue".into(), &address("glue")?).map_err(describe)?;
        Reflect::set(&first, &"module".into(), &wasm_bindgen::module()).map_err(describe)?;
        worker.post_message(&first).map_err(describe)?;
        Ok(Member {
            worker,
            is_ready: false,
            holds: RunId::default(),
            busy_since_ms: now_ms(),
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
            Ok(Reply::Ready { .. }) => return self.fail("the page was updated meanwhile; load it again"),
            Ok(Reply::Done { run, chunk }) => {
                let words = BigUint64Array::from(message.get(1)).to_vec();
                let mut pool = self.0.borrow_mut();
                if let Some(current) = &mut pool.run
                    && current.dispatcher.accept(place, run, chunk, words) == Accepted::Merged
                {
                    drop(pool);
                    self.schedule_frame();
                }
            }
            Ok(Reply::Failed { .. }) | Err(_) => {
                if let Some(run) = &mut self.0.borrow_mut().run {
                    run.dispatcher.lose(place);
                }
            }
        }
        self.feed();
    }

    /// Gives every idle worker a chunk.
    fn feed(&self) {
        let mut pool = self.0.borrow_mut();
        let Pool { workers, run: Some(run), .. } = &mut *pool else { return };
        let id = run.dispatcher.run();
        for (place, member) in workers.iter_mut().enumerate().filter(|(_, member)| member.is_ready) {
            let Some(chunk) = run.dispatcher.assign(place) else { continue };
            member.busy_since_ms = now_ms();
            let mut sent = Ok(());
            if member.holds != id {
                sent = member.worker.post_message(&JsValue::from_str(&run.begin));
                member.holds = id;
            }
            let work = encode(&Request::Work { run: id, chunk });
            if sent.and_then(|()| member.worker.post_message(&JsValue::from_str(&work))).is_err() {
                run.dispatcher.lose(place);
            }
        }
        let failed = run.dispatcher.has_failed();
        drop(pool);
        if failed {
            self.fail("a part of it failed twice");
        }
    }

    /// Tells the page what is known: at once the first time, then at most every [`SHOW_EVERY_MS`], so that
    /// drawing does not keep the workers waiting.
    fn schedule_frame(&self) {
        if std::mem::replace(&mut self.0.borrow_mut().frame_is_due, true) {
            return;
        }
        let rest_ms = self.0.borrow().shown_ms + SHOW_EVERY_MS - now_ms();
        let pool = self.clone();
        let show = move || leptos::prelude::request_animation_frame(move || pool.show());
        if rest_ms <= 0.0 {
            show();
        } else {
            set_timeout(show, Duration::from_secs_f64(rest_ms / 1000.0));
        }
    }

    fn show(&self) {
        let mut pool = self.0.borrow_mut();
        pool.frame_is_due = false;
        pool.shown_ms = now_ms();
        let Some(run) = &pool.run else { return };
        let news =
            News::Progress { tally: run.dispatcher.tally().clone(), elapsed_ms: now_ms() - run.began_ms };
        if run.dispatcher.is_done() {
            pool.run = None;
        }
        let tell = Rc::clone(&pool.tell);
        drop(pool);
        tell(news);
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
        let Some(run) = &pool.run else { return Vec::new() };
        let owes = |(place, member): &(usize, &Member)| {
            (!member.is_ready || run.dispatcher.is_busy(*place))
                && now_ms() - member.busy_since_ms > SILENCE_MS
        };
        pool.workers.iter().enumerate().filter(owes).map(|(place, _)| place).collect()
    }

    /// Ends the worker at `place` and starts another; its chunk is done again.
    fn replace(&self, place: usize) {
        let too_often = {
            let mut pool = self.0.borrow_mut();
            let member = &mut pool.workers[place];
            member.worker.terminate();
            member.worker.set_onmessage(None);
            member.worker.set_onerror(None);
            member.is_ready = false;
            pool.replaced += 1;
            if let Some(run) = &mut pool.run {
                run.dispatcher.lose(place);
            }
            pool.replaced > REPLACEMENTS
        };
        if too_often {
            return self.fail("its workers keep crashing");
        }
        match self.start_worker(place) {
            Ok(member) => {
                let ended = std::mem::replace(&mut self.0.borrow_mut().workers[place], member);
                // This may run inside one of its handlers, which must not be dropped under its own feet.
                set_timeout(move || drop(ended), Duration::ZERO);
            }
            Err(reason) => self.fail(&reason),
        }
        self.feed();
    }

    fn fail(&self, reason: &str) {
        let tell = {
            let mut pool = self.0.borrow_mut();
            if pool.run.take().is_none() {
                return;
            }
            Rc::clone(&pool.tell)
        };
        tell(News::Failed(reason.to_owned()));
    }
}

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
