SELECT 1 -- all, 2
;
