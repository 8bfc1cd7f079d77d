SELECT day, mode_label, mode_sort, sessions, n, share, lo, hi, status, complete
  FROM workmode.share_month
