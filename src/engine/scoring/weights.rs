//! Weights of criteria, and the tree that groups them.
//!
//! Each weight is relative to its siblings; down the tree the shares multiply,
//! so that the leaves, which are the criteria that get scored, sum to 1.
//!
//! Source: Saaty (1980), *The Analytic Hierarchy Process*.

use thiserror::Error;

/// One weight per criterion: at least 0, summing to 1 (up to rounding).
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Weights in proportion to `importances`: 2, 1, 1 gives 0.5, 0.25, 0.25.
    ///
    /// # Errors
    ///
    /// As for [`CriteriaTree::new`] with all nodes at the top.
    pub fn new(importances: &[f64]) -> Result<Self, WeightsError> {
        check_weights(importances.iter().copied())?;
        if importances.iter().all(|&weight| weight == 0.0) {
            return Err(WeightsError::AllZero { parent: None });
        }
        Ok(Self::in_proportion(importances))
    }

    /// Weights in proportion to `parts`: none below 0, their sum finite and above 0.
    pub(super) fn in_proportion(parts: &[f64]) -> Self {
        let sum: f64 = parts.iter().sum();
        Self(parts.iter().map(|part| part / sum).collect())
    }

    /// The weights, in the order of the criteria.
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }
}

/// A criterion, or a group of criteria.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Index of the group it belongs to; `None` at the top.
    pub parent: Option<usize>,
    /// Importance relative to its siblings, from 0 to [`HIGHEST_WEIGHT`].
    pub weight: f64,
}

/// Greatest weight of a node; above it, sums would overflow.
pub const HIGHEST_WEIGHT: f64 = 1e300;

/// Why weights were refused. Nodes are told by their index.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// There is nothing to weigh.
    #[error("there is no criterion; add at least one")]
    Empty,
    /// Negative, not a number, or above [`HIGHEST_WEIGHT`].
    #[error("the weight of criterion {node} must be a number of at least 0, not {weight}")]
    InvalidWeight {
        /// Which node.
        node: usize,
        /// What it was.
        weight: f64,
    },
    /// The parent is not in the list.
    #[error("criterion {node} belongs to group {parent}, which does not exist")]
    NoSuchParent {
        /// Which node.
        node: usize,
        /// Its parent.
        parent: usize,
    },
    /// The node is among its own ancestors.
    #[error("criterion {node} belongs, through its groups, to itself; move one of them to the top")]
    Cycle {
        /// A node on the cycle.
        node: usize,
    },
    /// No child of this node (`None`: no node at the top) has a weight above 0,
    /// so the node's own share cannot be handed on.
    #[error("all weights {} are 0; raise at least one of them", place(*parent))]
    AllZero {
        /// The group whose children they are.
        parent: Option<usize>,
    },
}

/// A tree (or several, side by side) of criteria with their shares of the whole.
///
/// ```
/// use pmo_engine::scoring::weights::{CriteriaTree, Node};
/// let tree = CriteriaTree::new(&[
///     Node { parent: None, weight: 3.0 },    // Value
///     Node { parent: Some(0), weight: 2.0 }, //   Benefit
///     Node { parent: Some(0), weight: 1.0 }, //   Fit
///     Node { parent: None, weight: 1.0 },    // Risk
/// ])?;
/// assert_eq!(tree.leaves(), [1, 2, 3]);
/// assert_eq!(tree.leaf_weights().as_slice(), [0.5, 0.25, 0.25]);
/// # Ok::<(), pmo_engine::scoring::weights::WeightsError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaTree {
    shares: Vec<f64>,
    leaves: Vec<usize>,
}

impl CriteriaTree {
    /// Works out each node's share of the whole. Nodes may come in any order.
    ///
    /// # Errors
    ///
    /// [`WeightsError`], the first that is found. A group whose children all have
    /// weight 0 is refused even if its own weight is 0.
    pub fn new(nodes: &[Node]) -> Result<Self, WeightsError> {
        check_weights(nodes.iter().map(|node| node.weight))?;
        let mut top_sum = 0.0;
        let mut child_sums = vec![0.0; nodes.len()];
        let mut is_leaf = vec![true; nodes.len()];
        for (index, node) in nodes.iter().enumerate() {
            match node.parent {
                None => top_sum += node.weight,
                Some(parent) if parent < nodes.len() => {
                    child_sums[parent] += node.weight;
                    is_leaf[parent] = false;
                }
                Some(parent) => return Err(WeightsError::NoSuchParent { node: index, parent }),
            }
        }
        let order = parents_first(nodes)?;
        if top_sum <= 0.0 {
            return Err(WeightsError::AllZero { parent: None });
        }
        if let Some(parent) = (0..nodes.len()).find(|&index| !is_leaf[index] && child_sums[index] <= 0.0) {
            return Err(WeightsError::AllZero { parent: Some(parent) });
        }
        let mut shares = vec![0.0; nodes.len()];
        for index in order {
            let Node { parent, weight } = nodes[index];
            shares[index] = match parent {
                None => weight / top_sum,
                Some(parent) => shares[parent] * (weight / child_sums[parent]),
            };
        }
        let leaves = (0..nodes.len()).filter(|&index| is_leaf[index]).collect();
        Ok(Self { shares, leaves })
    }

    /// Share of the whole of every node, groups included, in node order; 0.0..=1.0.
    pub fn shares(&self) -> &[f64] {
        &self.shares
    }

    /// Indices of the nodes without children, in node order.
    pub fn leaves(&self) -> &[usize] {
        &self.leaves
    }

    /// Weights of the leaves, in the order of [`leaves`](Self::leaves).
    pub fn leaf_weights(&self) -> Weights {
        Weights(self.leaves.iter().map(|&leaf| self.shares[leaf]).collect())
    }
}

fn place(parent: Option<usize>) -> String {
    parent.map_or_else(|| "at the top".to_owned(), |parent| format!("in group {parent}"))
}

fn check_weights(weights: impl ExactSizeIterator<Item = f64>) -> Result<(), WeightsError> {
    if weights.len() == 0 {
        return Err(WeightsError::Empty);
    }
    for (node, weight) in weights.enumerate() {
        if !(0.0..=HIGHEST_WEIGHT).contains(&weight) {
            return Err(WeightsError::InvalidWeight { node, weight });
        }
    }
    Ok(())
}

/// All nodes, each after its parent; every parent index is in range.
fn parents_first(nodes: &[Node]) -> Result<Vec<usize>, WeightsError> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut placed = vec![false; nodes.len()];
    let mut path = Vec::new();
    for start in 0..nodes.len() {
        let mut next = Some(start);
        while let Some(index) = next.filter(|&index| !placed[index]) {
            // More steps than nodes: the way up has come round to itself.
            if path.len() == nodes.len() {
                return Err(WeightsError::Cycle { node: index });
            }
            path.push(index);
            next = nodes[index].parent;
        }
        while let Some(index) = path.pop() {
            placed[index] = true;
            order.push(index);
        }
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(parent: impl Into<Option<usize>>, weight: f64) -> Node {
        Node { parent: parent.into(), weight }
    }

    #[test]
    fn shares_multiply_down_the_tree_in_any_node_order() {
        let tree = CriteriaTree::new(&[
            node(3, 1.0),
            node(4, 6.0),
            node(4, 2.0),
            node(4, 8.0),
            node(None, 5.0),
            node(3, 3.0),
        ]);
        let tree = tree.unwrap();
        assert_eq!(tree.shares(), [0.125, 0.375, 0.125, 0.5, 1.0, 0.375]);
        assert_eq!(tree.leaves(), [0, 1, 2, 5]);
        assert_eq!(tree.leaf_weights(), Weights(vec![0.125, 0.375, 0.125, 0.375]));
    }

    #[test]
    fn a_flat_tree_is_a_list() {
        let tree = CriteriaTree::new(&[node(None, 2.0), node(None, 0.0), node(None, 6.0)]).unwrap();
        assert_eq!(tree.leaf_weights(), Weights::new(&[2.0, 0.0, 6.0]).unwrap());
        assert_eq!(tree.leaf_weights().as_slice(), [0.25, 0.0, 0.75]);
    }

    #[test]
    fn says_what_is_wrong_with_which_node() {
        use WeightsError::{AllZero, Cycle, Empty, InvalidWeight, NoSuchParent};
        let refused = |nodes: &[Node]| CriteriaTree::new(nodes).unwrap_err();
        assert_eq!(refused(&[]), Empty);
        assert_eq!(refused(&[node(None, 1.0), node(None, -1.0)]), InvalidWeight { node: 1, weight: -1.0 });
        assert!(matches!(refused(&[node(None, f64::NAN)]), InvalidWeight { node: 0, .. }));
        assert!(matches!(refused(&[node(None, f64::INFINITY)]), InvalidWeight { node: 0, .. }));
        assert_eq!(refused(&[node(None, 1.0), node(2, 1.0)]), NoSuchParent { node: 1, parent: 2 });
        assert_eq!(refused(&[node(0, 1.0)]), Cycle { node: 0 });
        assert!(matches!(refused(&[node(None, 1.0), node(2, 1.0), node(1, 1.0)]), Cycle { node: 1 | 2 }));
        assert!(matches!(refused(&[node(1, 1.0), node(2, 1.0), node(1, 1.0)]), Cycle { node: 1 | 2 }));
        assert_eq!(refused(&[node(None, 0.0), node(None, 0.0)]), AllZero { parent: None });
        let zero_in_group = [node(None, 1.0), node(None, 1.0), node(1, 0.0), node(1, 0.0)];
        assert_eq!(refused(&zero_in_group), AllZero { parent: Some(1) });
        assert_eq!(
            refused(&zero_in_group).to_string(),
            "all weights in group 1 are 0; raise at least one of them"
        );
        assert_eq!(Weights::new(&[]).unwrap_err(), Empty);
        assert_eq!(Weights::new(&[0.0]).unwrap_err(), AllZero { parent: None });
    }
}
