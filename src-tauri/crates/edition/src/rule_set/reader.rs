use rust_decimal::Decimal;
use toml::{Table, Value};

use super::lines;

/// What is wrong, and with which key: `targets.at_least.method`, `tier[2].low`.
#[derive(Debug)]
pub(super) struct Mistake {
    path: String,
    what: String,
}

impl Mistake {
    pub(super) fn at(path: &str, what: &str) -> Self {
        Self { path: path.to_owned(), what: what.to_owned() }
    }

    /// What is wrong, behind the line where it stands in the file.
    pub(super) fn with_line(self, text: &str) -> String {
        match lines::line(text, &self.path) {
            Some(line) => format!("第 {line} 行，{}", self.what),
            None => self.what,
        }
    }
}

/// Takes keys out of a table one by one and says in Chinese, with the key's path, what is wrong with them.
pub(super) struct Reader {
    path: String,
    table: Table,
}

impl Reader {
    pub(super) fn new(path: impl Into<String>, table: Table) -> Self {
        Self { path: path.into(), table }
    }

    fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn wrong<T>(&self, key: &str, what: &str) -> Result<T, Mistake> {
        let path = self.at(key);
        Err(Mistake { what: format!("“{path}”{what}"), path })
    }

    fn take(&mut self, key: &str) -> Result<Value, Mistake> {
        match self.table.remove(key) {
            Some(value) => Ok(value),
            None => self.wrong(key, "没有写，请补上"),
        }
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, key: &str) -> Result<String, Mistake> {
        match self.take(key)? {
            Value::String(text) if !text.trim().is_empty() => Ok(text),
            _ => self.wrong(key, "应是带引号的文字，且不能为空"),
        }
    }

    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<String>, Mistake> {
        let Value::Array(values) = self.take(key)? else {
            return self.wrong(key, "应是一组文字");
        };
        let texts: Option<Vec<String>> =
            values.into_iter().map(|value| value.as_str().map(str::to_owned)).collect();
        match texts {
            Some(texts) if !texts.is_empty() => Ok(texts),
            _ => self.wrong(key, "应是一组文字，且至少一项"),
        }
    }

    /// A number from 0 to `most`. A TOML float is binary: decimals are written as texts.
    pub(super) fn decimal(&mut self, key: &str, most: i64) -> Result<Decimal, Mistake> {
        let value = match self.take(key)? {
            Value::Integer(whole) => Some(Decimal::from(whole)),
            Value::String(text) => Decimal::from_str_exact(text.trim()).ok(),
            Value::Float(_) => return self.wrong(key, "是小数，请加引号写，如 \"0.5\""),
            _ => None,
        };
        match value {
            Some(number) if number >= Decimal::ZERO && number <= Decimal::from(most) => Ok(number),
            _ => self.wrong(key, &format!("应是 0 至 {most} 的数")),
        }
    }

    /// One of a closed list of names.
    pub(super) fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Result<T, Mistake> {
        let name = self.text(key)?;
        if let Some((_, choice)) = choices.iter().find(|(known, _)| *known == name) {
            return Ok(*choice);
        }
        let known: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        self.wrong(key, &format!("不能是“{name}”，可用的是：{}", known.join("、")))
    }

    pub(super) fn table(&mut self, key: &str) -> Result<Self, Mistake> {
        let path = self.at(key);
        match self.take(key)? {
            Value::Table(table) => Ok(Self::new(path, table)),
            _ => self.wrong(key, "应是一节（方括号标题）"),
        }
    }

    /// The tables of a list; none when the key is absent.
    pub(super) fn tables(&mut self, key: &str) -> Result<Vec<Self>, Mistake> {
        let Some(value) = self.table.remove(key) else {
            return Ok(Vec::new());
        };
        let Value::Array(values) = value else {
            return self.wrong(key, "应是若干节（双方括号标题）");
        };
        let mut readers = Vec::new();
        for (index, value) in values.into_iter().enumerate() {
            let path = format!("{}[{}]", self.at(key), index + 1);
            let Value::Table(table) = value else {
                return Err(Mistake { what: format!("“{path}”应是一节"), path });
            };
            readers.push(Self::new(path, table));
        }
        Ok(readers)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn keys(&self) -> Vec<String> {
        self.table.keys().cloned().collect()
    }

    /// Complains about keys that nobody took.
    pub(super) fn finish(&self) -> Result<(), Mistake> {
        match self.table.keys().next() {
            Some(key) => self.wrong(key, "不是规则文件认识的项目，请检查拼写"),
            None => Ok(()),
        }
    }
}
