//! The page; started inside a worker, the worker.

fn main() {
    console_error_panic_hook::set_once();
    if pmo_workbench::app::worker::in_worker() {
        pmo_workbench::app::worker::start();
    } else {
        pmo_workbench::app::start();
    }
}
