//! The short text: JSON deflated, in base64url, with a checksum, so that mail, chat and addresses carry it.
//!
//! Source: Deutsch (1996), RFC 1951 (DEFLATE); Josefsson (2006), RFC 4648 (base64url).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::{BALLOT_BYTES, BallotError, LINK_MARK, TEXT_MARK};

/// Effort of deflating: a link is written once and every letter counts.
const DEFLATE_LEVEL: u8 = 10;

/// `json` as letters, digits, `-` and `_`, a dot, and the checksum of what stands before it.
pub(super) fn pack(json: &str) -> String {
    let body = URL_SAFE_NO_PAD.encode(compress_to_vec(json.as_bytes(), DEFLATE_LEVEL));
    let check = crc32fast::hash(body.as_bytes());
    format!("{body}.{check:08x}")
}

/// What [`pack`] was given.
pub(super) fn unpack(piece: &str) -> Result<String, BallotError> {
    let (body, check) = piece.split_once('.').ok_or(BallotError::Damaged)?;
    if u32::from_str_radix(check, 16).ok() != Some(crc32fast::hash(body.as_bytes())) {
        return Err(BallotError::Damaged);
    }
    let deflated = URL_SAFE_NO_PAD.decode(body).map_err(|_| BallotError::Damaged)?;
    let bytes = decompress_to_vec_with_limit(&deflated, BALLOT_BYTES).map_err(|_| BallotError::TooLarge)?;
    String::from_utf8(bytes).map_err(|_| BallotError::NotUtf8)
}

/// Every piece in `text`. Mail may have broken it into lines, quoted with `>`.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let marks = |mark: &'static str| text.match_indices(mark).map(move |(at, _)| at + mark.len());
    let mut starts: Vec<usize> = marks(TEXT_MARK).chain(marks(LINK_MARK)).collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| piece(&text[start..end])).collect()
}

/// Letters up to the checksum's eight, leaving out what mail puts between lines.
fn piece(text: &str) -> String {
    let mut piece = String::new();
    let mut left = None;
    for letter in text.chars() {
        match letter {
            _ if left == Some(0) => break,
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => {
                left = left.map(|left: u32| left - 1);
                piece.push(letter);
            }
            '.' if left.is_none() => {
                left = Some(8);
                piece.push(letter);
            }
            '>' => {}
            space if space.is_whitespace() => {}
            _ => break,
        }
    }
    piece
}
