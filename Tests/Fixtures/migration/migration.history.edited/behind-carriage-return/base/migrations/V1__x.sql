SELECT 1 -- all
;
