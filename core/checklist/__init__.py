"""The eligibility checklist: an assessment as the paper that goes into the study binder.

`filling.fill(assessment, record, trial, setting, stamp)` returns what stands on it as plain data;
`writing.write_pdf(made, resources, path)` makes the file, and refuses one that exists;
`pdf.render_pages(made, resources)` returns a picture of each page.
"""
