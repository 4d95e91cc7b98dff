// Reads the first sheet of a workbook into rows of values, and prints how many there are. Nothing is checked.
//
// usage: node --max-old-space-size=MEBIBYTES sheetjs_read.cjs FILE

const XLSX = require("xlsx");

const workbook = XLSX.readFile(process.argv[2], { dense: true });
const rows = XLSX.utils.sheet_to_json(workbook.Sheets[workbook.SheetNames[0]], { header: 1 });
console.log(rows.length);
