<?php
return new class extends Migration {
    public function up(): void
    {
        DB::table('songs')->select('id')->get()->each(static function ($song): void {
            DB::table('songs')->where('id', $song->id)->update(['title' => '']);
        });
        DB::table('songs')->pluck('id')->each(static fn ($id) => $this->info($id));
    }

    public function down(): void
    {
    }
};
