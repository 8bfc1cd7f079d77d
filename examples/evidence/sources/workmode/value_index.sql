SELECT day, method, value_index, lo, hi, status, complete
  FROM workmode.value_index
