@echo off
rem Runs mnist on Windows, as the script "mnist" beside this file does elsewhere: finds java, gives the JVM its flags.
rem
rem   JAVA_HOME        the JDK to use; without it, the one in the registry or the java on the PATH
rem   MNIST_JAVA_OPTS  further flags for the JVM, for example "-Xmx256m"
rem
rem Exit codes are the program's. 2: no fitting java. 1: the jar could not be built, or java refuses its flags.
setlocal EnableExtensions DisableDelayedExpansion

for %%p in ("%~dp0..") do set "_home=%%~fp"
set "_files=%_home%\target"
set "_options=%_home%\scripts\jvm.options"
set "_installed="
if not exist "%_home%\share\mnist\" goto find_java
rem Unpacked from an archive; data then belong to the user.
set "_installed=yes"
set "_files=%_home%\share\mnist"
set "_options=%_files%\jvm.options"
set "_home=%USERPROFILE%\mnist"
if defined LOCALAPPDATA set "_home=%LOCALAPPDATA%\mnist"

:find_java
set "_jar=%_files%\mnist.jar"
set "_java=%_files%\runtime\bin\java.exe"
if exist "%_java%" goto find_version
set "_java="
if defined JAVA_HOME goto java_home
call :ask_registry
if defined _java goto find_version
for %%p in (java.exe) do set "_java=%%~$PATH:p"
if defined _java goto find_version
echo mnist: there is no java; install a JDK, 17 or newer, or set JAVA_HOME>&2
exit /b 2

:java_home
set "_java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%_java%" goto find_version
echo mnist: JAVA_HOME is "%JAVA_HOME:"=%", but there is no bin\java.exe in it; correct it or unset it>&2
exit /b 2

rem A JDK says its version in a file; asking java would double the time to start.
:find_version
set "_version="
for %%p in ("%_java%") do set "_bin=%%~dpp"
if not exist "%_bin%..\release" goto ask_java
for /f "usebackq tokens=1,2 delims==" %%a in ("%_bin%..\release") do if "%%a"=="JAVA_VERSION" set "_version=%%~b"
if defined _version goto check_version
:ask_java
pushd "%_bin%"
for /f "tokens=2,3" %%a in ('.\java.exe -version 2^>^&1') do if "%%a"=="version" set "_version=%%~b"
popd
if defined _version goto check_version
echo mnist: "%_java%" does not run or does not say its version; set JAVA_HOME to a JDK, 17 or newer>&2
exit /b 2

:check_version
for /f "delims=.-+_" %%v in ("%_version%") do set "_major=%%v"
if %_major% geq 17 goto find_jar
echo mnist: needs Java 17 or newer, but "%_java%" is version %_version%; install a newer one or set JAVA_HOME>&2
exit /b 2

:find_jar
if exist "%_jar%" goto find_archive
if not defined _installed goto build
echo mnist: there is no "%_jar%"; install mnist again>&2
exit /b 1
:build
for %%p in (mvn.cmd) do if not "%%~$PATH:p"=="" goto run_maven
echo mnist: there is no "%_jar%", and no mvn, which is Apache Maven, to build it>&2
exit /b 1
:run_maven
echo mnist: building "%_jar%" once ...>&2
pushd "%_home%"
call mvn.cmd -q -B -DskipTests -Dspotless.check.skip=true package <nul >&2
popd
if exist "%_jar%" goto find_archive
echo mnist: the build failed, see above>&2
exit /b 1

rem Classes, parsed and checked in advance, as the script "mnist" says; here those of training are enough, since lists of
rem several runs could not be merged without further tools. Only one start at a time can have the lock open.
:find_archive
set "_archive=%_files%\mnist-%_version%.jsa"
for %%f in ("%_jar%") do set "_stamp=%%~zf %%~tf"
call :look_for_archive
if defined _found goto flags
call :lock_archive 2>nul
del "%_archive%.lock" >nul 2>&1
call :look_for_archive

:flags
set "_flags="
if not "%_archived%"=="yes" goto quick
set _flags="-XX:SharedArchiveFile=%_archive%" -Xlog:cds*=off
if %_major% geq 24 set _flags=%_flags% -Xlog:aot*=off

rem Asked for help, the program ends before the optimising compiler has earned what it costs.
:quick
set "_quick="
if "%~1"=="" set "_quick=yes"
if "%~1"=="help" set "_quick=yes"
set "_program=%~0"
:next_argument
if [%1]==[] goto compiler
for %%o in (-h --help -V --version) do if "%~1"=="%%o" set "_quick=yes"
shift
goto next_argument
:compiler
if not defined _quick goto compute
set _flags=%_flags% -XX:TieredStopAtLevel=1
goto memory
:compute
set _flags=%_flags% "@%_options%"
if "%NUMBER_OF_PROCESSORS%"=="2" set _flags=%_flags% -XX:CICompilerCount=3
if "%NUMBER_OF_PROCESSORS%"=="3" set _flags=%_flags% -XX:CICompilerCount=3

rem The simplest collector and a small nursery, unless somebody chose otherwise.
:memory
set "_given=%MNIST_JAVA_OPTS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS%"
set "_given=%_given:"=%"
set "_given=%_given:-Xlog:gc=%"
if "%_given:GC=%"=="%_given%" set _flags=%_flags% -XX:+UseSerialGC
if not "%_given:-Xmn=%"=="%_given%" goto run
if not "%_given:NewSize=%"=="%_given%" goto run
if not "%_given:NewRatio=%"=="%_given%" goto run
set _flags=%_flags% -Xmn16m

:run
"%_java%" %MNIST_JAVA_OPTS% %_flags% "-Dmnist.home=%_home%" "-Dmnist.program=%_program%" -jar "%_jar%" %*
exit /b %ERRORLEVEL%

rem Sets _java to what an installer wrote down, or to nothing.
:ask_registry
set "_key=HKLM\SOFTWARE\JavaSoft\JDK"
set "_current="
for /f "tokens=1,2,*" %%a in ('reg query "%_key%" /v CurrentVersion 2^>nul') do if "%%a"=="CurrentVersion" set "_current=%%c"
if not defined _current exit /b 0
for /f "tokens=1,2,*" %%a in ('reg query "%_key%\%_current%" /v JavaHome 2^>nul') do if "%%a"=="JavaHome" set "_java=%%c\bin\java.exe"
if not exist "%_java%" set "_java="
exit /b 0

rem Whether there is an archive of this jar, as long as it was made: the JVM would crash on a shorter one. An empty one
rem could not be made, and is not tried again.
:look_for_archive
set "_found="
set "_archived="
set "_made="
if not exist "%_archive%" exit /b 0
if exist "%_archive%.stamp" set /p "_made=" <"%_archive%.stamp"
for %%f in ("%_archive%") do set "_size=%%~zf"
if not "%_size% %_stamp%"=="%_made%" exit /b 0
set "_found=yes"
if not "%_size%"=="0" set "_archived=yes"
exit /b 0

:lock_archive
call :make_archive 9>"%_archive%.lock"
exit /b 0

:make_archive
call :look_for_archive
if defined _found exit /b 0
set "_new=%_archive%.new"
rd /s /q "%_new%"
md "%_new%"
if not exist "%_new%\" exit /b 1
>con echo mnist: preparing a fast start once ...
pushd "%_new%"
"%_java%" -XX:+UseSerialGC -jar "%_jar%" data generate --out data --train 300 --test 100 >nul <nul
"%_java%" -Xshare:off -XX:DumpLoadedClassList=classes -XX:+UseSerialGC -jar "%_jar%" train --data data --hidden 16 --epochs 2 --out run >nul <nul
"%_java%" -Xshare:dump --add-modules jdk.incubator.vector -XX:SharedClassListFile=classes ^
    -XX:SharedArchiveFile=archive -XX:+UseSerialGC -cp "%_jar%" >nul <nul
if errorlevel 1 type nul >archive
for %%f in (archive) do >stamp echo %%~zf %_stamp%
popd
move /y "%_new%\stamp" "%_archive%.stamp" >nul
move /y "%_new%\archive" "%_archive%" >nul
rd /s /q "%_new%"
exit /b 0
