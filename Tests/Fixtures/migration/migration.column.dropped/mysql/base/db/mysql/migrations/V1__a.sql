CREATE TABLE `users` (`id` int AUTO_INCREMENT PRIMARY KEY, `ssn` varchar(11)) ENGINE=InnoDB;
