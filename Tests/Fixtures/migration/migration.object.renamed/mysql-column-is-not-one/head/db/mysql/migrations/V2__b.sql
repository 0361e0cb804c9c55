ALTER TABLE `t` CHANGE COLUMN `a` `b` bigint;
