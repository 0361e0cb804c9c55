<?php

use Illuminate\Database\Migrations\Migration;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('users', function (Blueprint $table) {
            $table->dropColumn('age');
            $table->string('code', 20);
            $table->foreignId('org_id')->nullable()->constrained();
            $table->index(['code']);
        });
        DB::statement('TRUNCATE logs');
        DB::table('audit')->delete();
        Schema::dropIfExists('old');
        $this->fill();
    }

    public function down(): void
    {
        Schema::dropIfExists('users');
    }
};
