#!/bin/sh
docker run -d --name db -p 5432:5432 postgres:16
