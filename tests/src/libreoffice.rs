//! LibreOffice as a person uses it, where it is installed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Typist"/>
</library:library>"#;

/// Opens a workbook, types texts into cells, computes everything anew and saves it.
const MODULE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typist" script:language="StarBasic">
Sub Fill(folder)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/before.xlsx"), "_blank", 0, hidden())
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  typed = createUnoService("com.sun.star.io.TextInputStream")
  typed.setInputStream(files.openFileRead(ConvertToURL(folder &amp; "/typed.txt")))
  typed.setEncoding("UTF-8")
  Do While Not typed.isEOF()
    parts = Split(Replace(typed.readLine(), Chr(10), ""), Chr(9))
    If UBound(parts) = 3 Then
      cell = book.Sheets.getByIndex(CInt(parts(0))).getCellByPosition(CInt(parts(1)), CInt(parts(2)))
      ' What a person types into a cell of the format @ is text; setFormula would take 100% for a number there, too.
      If book.NumberFormats.getByKey(cell.NumberFormat).Type And com.sun.star.util.NumberFormat.TEXT Then
        cell.setString(parts(3))
      Else
        cell.setFormula(parts(3))
      End If
    End If
  Loop
  book.calculateAll()
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(ConvertToURL(folder &amp; "/after.xlsx"), kind())
  book.close(True)
End Sub
</script:module>"#;

/// A text typed into a cell of a sheet.
pub struct Typed {
    /// Which sheet, from 0.
    pub sheet: usize,
    /// Column, from 0.
    pub column: u32,
    /// Row, from 0.
    pub row: u32,
    /// One line of text.
    pub text: String,
}

/// The workbook after LibreOffice has opened it, typed into it, computed all formulas anew and saved it; `None` where LibreOffice is not
/// installed.
///
/// # Panics
/// LibreOffice fails at it.
#[must_use]
pub fn typed_into(workbook: &[u8], typed: &[Typed]) -> Option<Vec<u8>> {
    Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    Some(fill(workbook, typed).unwrap_or_else(|error| panic!("LibreOffice: {error}")))
}

fn fill(workbook: &[u8], typed: &[Typed]) -> std::io::Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let basic = profile.join("user/basic/Standard");
    // The first start makes a profile, and would write over what stands in it already.
    start(&profile, "--terminate_after_init")?;
    fs::write(basic.join("script.xlb"), LIBRARY)?;
    fs::write(basic.join("Typist.xba"), MODULE)?;
    fs::write(folder.path().join("before.xlsx"), workbook)?;
    let mut lines = String::new();
    for Typed { sheet, column, row, text } in typed {
        let _ = writeln!(lines, "{sheet}\t{column}\t{row}\t{text}");
    }
    fs::write(folder.path().join("typed.txt"), lines)?;
    start(&profile, &format!("macro:///Standard.Typist.Fill(\"{}\")", folder.path().display()))?;
    fs::read(folder.path().join("after.xlsx"))
}

fn start(profile: &Path, argument: &str) -> std::io::Result<()> {
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--norestore", argument]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().map(drop)
}
