//! The same file in fewer bytes: objects that are not streams are packed together (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! A tagged file has thousands of small objects, which the library writes one by one. They are copied as they are, so that nothing
//! is understood but where each begins and ends, which the file's own table says.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// So many objects are packed together: viewers unpack all of them to see one.
const TOGETHER: usize = 200;

/// Packs a file as the library writes it, and lets a viewer begin with the bookmarks beside the page, which the library has no setting
/// for. `None` for a file that is written otherwise.
pub fn packed(file: &[u8]) -> Option<Vec<u8>> {
    let source = Source::read(file)?;
    let mut target = Target { bytes: file[..source.first].to_vec(), places: vec![Place::Free; source.size] };
    let (streams, others): (Vec<Object<'_>>, Vec<Object<'_>>) =
        source.objects.iter().partition(|object| object.body.ends_with(b"endstream"));
    for object in streams {
        target.object(object.id, object.body);
    }
    for group in others.chunks(TOGETHER) {
        target.group(group, source.root)?;
    }
    target.table(&source.trailer)?;
    Some(target.bytes)
}

#[derive(Clone, Copy)]
struct Object<'a> {
    id: usize,
    body: &'a [u8],
}

struct Source<'a> {
    objects: Vec<Object<'a>>,
    /// Where the first object begins.
    first: usize,
    /// One more than the greatest number of an object.
    size: usize,
    root: usize,
    /// What the trailer says, its size apart.
    trailer: String,
}

impl<'a> Source<'a> {
    fn read(file: &'a [u8]) -> Option<Self> {
        let tail = file.len().saturating_sub(64);
        let tail = std::str::from_utf8(&file[tail..]).ok()?;
        let table: usize = tail.rsplit_once("startxref")?.1.split_whitespace().next()?.parse().ok()?;
        let text = std::str::from_utf8(file.get(table..)?).ok()?;
        let (entries, rest) = text.split_once("trailer")?;
        let mut words = entries.split_whitespace().skip(2);
        let size: usize = words.next()?.parse().ok()?;
        let entries: Vec<&str> = words.collect();
        let mut places = Vec::new();
        for (id, entry) in entries.chunks(3).enumerate().filter(|(_, entry)| entry.last() == Some(&"n")) {
            places.push((entry[0].parse::<usize>().ok()?, id));
        }
        places.sort_unstable();
        let ends = places.iter().skip(1).map(|place| place.0).chain([table]);
        let objects = places
            .iter()
            .zip(ends)
            .map(|(&(start, id), end)| Some(Object { id, body: body(file.get(start..end)?)? }));
        let objects = objects.collect::<Option<Vec<_>>>()?;
        let dictionary =
            rest.split_once("<<")?.1.rsplit_once("startxref")?.0.trim_end().strip_suffix(">>")?;
        let number = |key: &str| dictionary.split_once(key)?.1.split(|c: char| !c.is_ascii_digit()).next();
        let trailer = dictionary.replacen(&format!("/Size {}", number("/Size ")?), "", 1);
        Some(Self { objects, first: places.first()?.0, size, root: number("/Root ")?.parse().ok()?, trailer })
    }
}

/// What stands between `7 0 obj` and `endobj`.
fn body(object: &[u8]) -> Option<&[u8]> {
    let start = object.windows(3).position(|word| word == b"obj")? + 3;
    object[start..].trim_ascii().strip_suffix(b"endobj").map(<[u8]>::trim_ascii)
}

#[derive(Clone, Copy)]
enum Place {
    Free,
    /// From the beginning of the file.
    At(usize),
    /// In a packed object, and the how-manieth there.
    In(usize, usize),
}

struct Target {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl Target {
    fn object(&mut self, id: usize, body: &[u8]) {
        self.places[id] = Place::At(self.bytes.len());
        self.bytes.extend(format!("{id} 0 obj\n").into_bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    fn group(&mut self, objects: &[Object<'_>], root: usize) -> Option<()> {
        let id = self.next_id();
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (at, object) in objects.iter().enumerate() {
            self.places[object.id] = Place::In(id, at);
            // Writing to a string cannot fail.
            let _ = write!(index, "{} {} ", object.id, bodies.len());
            match object.body.strip_prefix(b"<<") {
                Some(rest) if object.id == root => {
                    bodies.extend(b"<</PageMode/UseOutlines ");
                    bodies.extend(rest);
                }
                _ => bodies.extend(object.body),
            }
            bodies.push(b'\n');
        }
        let keys = format!("/Type/ObjStm/N {}/First {}", objects.len(), index.len());
        let stream = stream(&keys, &[index.as_bytes(), &bodies].concat())?;
        self.object(id, &stream);
        Some(())
    }

    /// The table of all objects, which is one itself.
    fn table(&mut self, trailer: &str) -> Option<()> {
        let id = self.next_id();
        let start = self.bytes.len();
        self.places[id] = Place::At(start);
        let mut rows = Vec::with_capacity(self.places.len() * 7);
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::At(start) => (1, u32::try_from(start).ok()?, 0),
                Place::In(id, at) => (2, u32::try_from(id).ok()?, u16::try_from(at).ok()?),
            };
            rows.push(kind);
            rows.extend(first.to_be_bytes());
            rows.extend(second.to_be_bytes());
        }
        let keys = format!("/Type/XRef/W[1 4 2]/Size {}{}", self.places.len(), trailer.trim_ascii());
        let stream = stream(&keys, &rows)?;
        self.object(id, &stream);
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        Some(())
    }

    fn next_id(&mut self) -> usize {
        self.places.push(Place::Free);
        self.places.len() - 1
    }
}

/// A packed stream.
fn stream(keys: &str, content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).ok()?;
    let packed = encoder.finish().ok()?;
    let head = format!("<<{keys}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    Some([head.as_bytes(), &packed, b"\nendstream"].concat())
}
