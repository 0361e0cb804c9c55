<?php
return new class extends Migration {
    public function up(): void
    {
        $latest = Artist::orderBy('id', 'DESC')->first();
        DB::statement("ALTER TABLE artists AUTO_INCREMENT=".($latest->id + 1));
    }
};
