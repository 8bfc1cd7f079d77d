-- A refresh every quarter of an hour, as the owner of the board and in its database.
-- One that finds another at work returns at once.
SELECT cron.schedule('refresh the board', '*/15 * * * *', 'CALL workmode.refresh()');
