DROP TABLE events_new;
