--liquibase formatted sql
--changeset ana:1
CREATE TABLE users (id int);
