// Everything that a database of ours holds, as text: what must be equal after equal imports.
#ifndef TESTS_SUPPORT_DATABASE_DUMP_H_
#define TESTS_SUPPORT_DATABASE_DUMP_H_

#include <string>

namespace zhibiao::test {

// Every row of every table, row ids and all. Left out: the table run, the numbers of runs, and
// times of day, which no two imports share.
std::string DumpDatabase(const std::string& path);

// Every row of the table run, too. Only times of day are left out.
std::string DumpDatabaseWithRuns(const std::string& path);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_DATABASE_DUMP_H_
