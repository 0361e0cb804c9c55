INSERT INTO users (name) VALUES ('a  B');
