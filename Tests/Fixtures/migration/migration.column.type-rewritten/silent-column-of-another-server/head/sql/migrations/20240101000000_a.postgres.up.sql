CREATE TABLE flows (id uuid PRIMARY KEY, context json);
CREATE TABLE parts (id uuid PRIMARY KEY);
