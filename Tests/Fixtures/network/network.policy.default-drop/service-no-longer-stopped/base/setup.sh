#!/bin/bash
systemctl stop firewalld
