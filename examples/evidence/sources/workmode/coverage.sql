SELECT source, sessions, counted, headless, subagents, unclassified, undated, duplicates, model_versions, refreshed_at
  FROM workmode.coverage
