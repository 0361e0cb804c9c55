#!/bin/sh
echo start
pfctl -F all
