# Faults of charts, tables and pages of an analyst's own.

figure-no-claims = The frame has no column { $names }, so no mark can lead to its source. Keep that column when you filter and merge, or say links=False where the drawing shows no figures of the ledger.
figure-no-columns = It is not known which columns the drawing shows. Name them, for example x="end", y="change_points". The columns are: { $names }
figure-no-marks = No mark of the drawing lies where the frame has a row by { $x } and { $y }. Hand over the frame that was drawn; the mean of several rows is no figure of the ledger: draw the rows, or say links=False.
sources-unknown = The ledger has no figure with the id { $names }.
