SELECT "before", "after", mode_label, mode_sort, share_before, share_after, change, lo, hi, p_value, study_before, study_after, status, note
  FROM workmode.shift
