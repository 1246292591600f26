"""The exchange: case records in bulk, as a folder of CSV files or one workbook. docs/exchange-format.md is the format.

`importing.import_records` brings them in, `exporting.export_records` takes them out, `template.write_template` makes an
empty workbook to fill in. Tables are read and written by `casereview.spreadsheets` alone.
"""
