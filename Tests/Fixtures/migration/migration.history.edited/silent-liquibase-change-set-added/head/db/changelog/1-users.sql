--liquibase formatted sql
--changeset ana:1
CREATE TABLE users (id int);
--changeset ana:2
CREATE TABLE orders (id int);
