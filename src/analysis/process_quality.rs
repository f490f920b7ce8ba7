//! How sound the processes of an office are: defined, standard, consistent, efficient.

use serde::Serialize;

use crate::model::office::process::{Process, Quality};

/// What is vouched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ProcessQuality {
    /// All processes.
    pub processes: usize,
    /// Of these, those with all four qualities.
    pub sound: usize,
    /// Each quality with the processes that have it.
    pub having: [(Quality, usize); 4],
    /// The quality that the fewest have, the first of equals; none if all have all, or there is no process.
    pub fewest: Option<Quality>,
}

/// Counts the qualities of `processes`.
pub fn process_quality(processes: &[Process]) -> ProcessQuality {
    let having = Quality::ALL
        .map(|quality| (quality, processes.iter().filter(|it| it.qualities.contains(&quality)).count()));
    let least = having.iter().min_by_key(|(_, having)| *having);
    ProcessQuality {
        processes: processes.len(),
        sound: processes.iter().filter(|it| it.is_sound()).count(),
        having,
        fewest: least.filter(|(_, having)| *having < processes.len()).map(|(quality, _)| *quality),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn only_all_four_make_a_process_sound() {
        let mut processes = sample::SAMPLES[0].document().office.processes.clone();
        processes.truncate(3);
        processes[0].qualities = Quality::ALL.into();
        processes[1].qualities = [Quality::Defined, Quality::Standard, Quality::Efficient].into();
        processes[2].qualities = [Quality::Defined].into();
        let quality = process_quality(&processes);
        assert_eq!((quality.processes, quality.sound), (3, 1));
        assert_eq!(quality.having.map(|(_, having)| having), [3, 2, 1, 2]);
        assert_eq!(quality.fewest, Some(Quality::Consistent));
    }

    #[test]
    fn without_a_process_nothing_is_lacking() {
        let quality = process_quality(&[]);
        assert_eq!((quality.processes, quality.sound, quality.fewest), (0, 0, None));
    }
}
