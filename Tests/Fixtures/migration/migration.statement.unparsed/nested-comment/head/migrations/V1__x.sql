/* /* */ DROP TABLE users; -- */
