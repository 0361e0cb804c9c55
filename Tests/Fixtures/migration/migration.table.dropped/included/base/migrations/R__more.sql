\i shared/more
