ALTER TABLE `users` DROP `ssn`;
