#!/bin/sh
docker run -d --name db -p 127.0.0.1:5432:5432 postgres:16
